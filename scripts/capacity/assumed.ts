/**
 * What cannot be counted here, because no school has worked with it yet. Each is a guess to be
 * replaced by what /metrics says of the first schools; `npm run capacity` takes others.
 */
export const assumed = {
  /** New students a year: a school with about eight instructors. */
  students: 300,
  /** Lessons of one student from the first to the test. */
  lessons: 25,
  invoices: 6,
  /** Mails to a student beside one for each lesson and each invoice. */
  mails: 5,
  staff: 10,
  /** Requests for each lesson, of all who have to do with it: planning, looking, attesting, paying. */
  requestsALesson: 30,
  /** Rows that a request reads: the budget of a list, so more than most. */
  rowsARequest: 300,
  cpuMsARequest: 10,
  /** How long an object works on a request. */
  objectMsARequest: 5,
  workdays: 220,
  hoursADay: 10,
  /** The busiest minute against the average one. */
  peak: 5,
  /** Backups that are kept: nights and months. */
  backups: 35 + 12,
  /** How full a database may become: room for indexes to come and the time to act. */
  fullAt: 0.7,
};

export type Assumed = typeof assumed;
