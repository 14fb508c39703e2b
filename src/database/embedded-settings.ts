// How the embedded server is tuned: two cores, a few hundred megabytes, many short reads, small durable writes.

export const embeddedSettings: Readonly<Record<string, string>> = {
  // Eight for each process that answers: enough for thirty of them.
  max_connections: "300",
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  work_mem: "8MB",
  maintenance_work_mem: "128MB",

  // An answer leaves only when its audit entry is on disk.
  fsync: "on",
  synchronous_commit: "on",
  wal_compression: "on",
  // Filling a new segment with zeroes holds up every commit for some 60 ms, each second or two when much is written.
  wal_init_zero: "off",
  min_wal_size: "256MB",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",

  // Compiling a plan, or sharing one out over workers, costs more than our statements last.
  jit: "off",
  max_parallel_workers_per_gather: "0",
  max_parallel_workers: "2",
  max_worker_processes: "4",
  io_workers: "2",
  autovacuum_max_workers: "2",
  // A table that fills for the first time is planned for as an empty one until its statistics are made.
  autovacuum_naptime: "10s",
  random_page_cost: "1.1",

  // Shared memory of queries in the data folder: /dev/shm is small in containers, and others tidy it.
  dynamic_shared_memory_type: "mmap",

  timezone: "UTC",
  log_timezone: "UTC",
  log_line_prefix: "%m [%p] %a ",
  // What a statement carries is somebody's data: it stays out of the log, also when the statement fails.
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
  log_checkpoints: "off",
};

/** For data that may be lost with the machine, though not with the process: tests. */
export const throwawaySettings: Readonly<Record<string, string>> = {
  ...embeddedSettings,
  shared_buffers: "64MB",
  fsync: "off",
  full_page_writes: "off",
  // In the data directory: a test that kills the server leaves nothing elsewhere.
  dynamic_shared_memory_type: "mmap",
};
