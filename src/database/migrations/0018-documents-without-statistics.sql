-- Documents that are read whole and never searched: what the server would learn about their contents, every few seconds while
-- declarations come in, helps no plan and takes more of a core than all the rest of it.
alter table dimona.declaration alter column content set statistics 0;
alter table dimona.notification
  alter column anomalies set statistics 0,
  alter column change set statistics 0;
alter table dimona.period
  alter column details set statistics 0,
  alter column anomalies set statistics 0,
  alter column exceeding set statistics 0;
