// The one error that says: the database could not be asked now, try again later.

export type UnavailableReason = "down" | "lost" | "timeout" | "overloaded" | "closed" | "refused";

const sentences: Readonly<Record<UnavailableReason, string>> = {
  down: "the database cannot be reached",
  lost: "the connection to the database was lost before it answered",
  timeout: "the database did not answer in time",
  overloaded: "too many questions are waiting for the database",
  closed: "the connection to the database is closed",
  refused: "the database refuses work for now",
};

/**
 * The database could not be asked, or its answer did not come. A read may be asked again; of a write that ended with
 * `lost` or `timeout` nobody knows whether it was committed, so it is never repeated blindly.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = "DatabaseUnavailable";
  readonly reason: UnavailableReason;

  constructor(reason: UnavailableReason, options?: { readonly cause?: unknown }) {
    super(sentences[reason], options);
    this.reason = reason;
  }
}
