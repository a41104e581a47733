import { followAbsences } from "./modules/absences/mod.ts";
import { followBookings, watchHolds } from "./modules/bookings/mod.ts";
import { tellCalendars, tellOfAbsence, tellOfHold } from "./modules/calendar/mod.ts";
import { chargeFollower } from "./modules/charges/mod.ts";

// Who is told of every booking, in this order: what hangs on it is written in the same commit.
followBookings(chargeFollower, tellCalendars);
// Who looks on hears of these once they are written.
watchHolds(tellOfHold);
followAbsences(tellOfAbsence);
