-- Whether a number ($3, behind its day) of a sender ($1) and environment ($2) stands for something already: a file other than the one
-- named $4, were it refused, or an answer that is not called by the number of its file ($5: what such answers may be called).
select exists (
         select from dimona.file f
         where  f.sender = $1 and f.environment = $2 and f.number = $3 and f.name <> $4
       )
    or exists (select from dimona.later_answer a where a.name = any ($5::text[])) as given
