import { followBookings } from "./modules/bookings/mod.ts";
import { tellCalendars } from "./modules/calendar/mod.ts";
import { chargeFollower } from "./modules/charges/mod.ts";

// Who is told of every booking, in this order: what hangs on it is written in the same commit.
followBookings(chargeFollower, tellCalendars);
