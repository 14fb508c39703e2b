// Every code that a check may find something wrong with, and what an operator can do about it.

/** For `Status/Code` of monitoring v1 and for `code` in the details of GET /health; docs/health.md lists them. */
export const findingCodes = {
  TIMEOUT: "It was not found out within two seconds. Look at what the check depends on; it is asked again by itself.",
  SLOW: "All is well, but it took longer than a second to find out: look for load.",
  FAILED: "The check itself went wrong. The log names it; report it as a bug.",
  UNKNOWN: "It cannot be told while the database does not answer: see the check `database`.",
  DOWN: "No connection can be made. Start it, or look at the way to it; it is found again by itself.",
  MIGRATION_MISSING: "The database is older than the program. Start the program again: it migrates at the start.",
  MIGRATION_CHANGED: "A migration is not the one that was applied. Use the program that applied it.",
  MIGRATION_UNKNOWN:
    "The database is newer than the program, as while one version replaces another. Finish the upgrade.",
  CLOCK_DIFFERS: "Synchronise the clocks of both machines (NTP): signatures and access tokens are judged by ours.",
  READ_ONLY: "The database takes no writes: it is a standby, or was set to read only.",
  LOCKED: "Somebody holds the table locked: see `pg_locks` and end the session or its transaction.",
  REFUSED: "The database refuses it to the user of this program: look at that user's rights.",
  QUEUE_LONG: "More comes in than is written. Look at the database's disk, and at locks.",
  TASK_BEHIND:
    "A task of this installation does not run, or cannot follow. See that a server runs, and what its log says of the task.",
  FORWARDING_LATE:
    "Institutions are not told in time. See `kruispunt forwarding status` for whom, and whether they answer; all of it is sent once they do.",
  FORWARDING_DEAD:
    "An institution refused something too often: see `kruispunt forwarding dead`, mend the cause with it, then `replay`.",
  CERTIFICATE_EXPIRES: "Get a new certificate and start again with it.",
  CERTIFICATE_EXPIRED: "Get a new certificate and start again with it: what it is for is refused now.",
  CERTIFICATE_EARLY: "The certificate is not valid yet: look at the clock, or take the one before.",
  KEY_OTHER: "The key does not belong to the certificate: name two that do, and start again.",
  LIST_UNUSABLE:
    "A revocation list on the disk cannot be used, or is gone; the one before stays in force. The log says which one and why: fetch it again. The next start will fail, or go without it.",
  LIST_OVERDUE:
    "A revocation list should have had a successor by now. It stays in force, but who was revoked since is believed. See that lists are fetched, and that its authority still makes them.",
  PASSWORD_MISSING:
    "A user name of an annex has no file with the hash of its password in `credentials/`, so nobody can sign in by it. The log of the start says which one.",
  FILE_UNREADABLE: "A file that is in use cannot be read any more. The next start will fail: put it back.",
  FILE_CHANGED: "A file is another than the one in use. Start again to use it.",
  FOLDER_UNREADABLE: "The folder of KRUISPUNT_HOME cannot be looked at: see whether its disk is there.",
  DISK_LOW: "Make room before it is full.",
  DISK_FULL: "Make room now: the database stops when it cannot write.",
  CODES_EXPIRED: "A code table has no row that is in force today. Bring a table of today, and start again.",
  NO_ANSWER:
    "The other party does not answer. Questions that need it are refused until it does; it is found again by itself.",
  WRONG_ANSWER:
    "Something answers there, and it is not the party that was meant, or it refuses us: look at address and token.",
  CIRCUIT_OPEN:
    "It answers its PING, but did not answer the last questions. The next question finds out whether it does again.",
} as const;

export type FindingCode = keyof typeof findingCodes;
