/** Passwords that our own rules allow, and what the service does when it is asked for them. */
export const leakedPassword = "Regnbuen over Lofoten 77";
/** In the answer, as padding: never seen. */
export const paddedPassword = "Vinterdekk under trappa 31";
export const silentPassword = "Taushet er gull på tirsdag";
export const brokenPassword = "Knust rute bak sjøbua 12";
