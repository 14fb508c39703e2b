// Statements that travel together on a pipelined connection.

/**
 * Waits for all of them, which were sent in this order. Where some fail it rejects as the first of them did: those behind it within
 * its transaction tell only that it had failed.
 */
export async function together<Sent extends readonly Promise<unknown>[]>(
  ...sent: Sent
): Promise<{ -readonly [Place in keyof Sent]: Awaited<Sent[Place]> }> {
  const settled = await Promise.allSettled(sent);
  const failed = settled.find((one) => one.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return await Promise.all(sent);
}
