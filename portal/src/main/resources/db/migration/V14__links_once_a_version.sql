-- A code may mean something else in another edition: each link is proposed once at a time of the same two versions.
create table proposed_link (
  id uuid primary key,
  from_framework varchar(80) not null,
  from_code varchar(80) not null,
  -- hashes of the versions; '' in those from before these were kept
  from_hash varchar(64) default '' not null,
  to_framework varchar(80) not null,
  to_hash varchar(64) default '' not null,
  -- null: nothing there matches
  to_code varchar(80),
  -- the code, or '' where nothing matches: null would let two people propose that at one time
  target varchar(80) default '' not null,
  match varchar(8) check (match in ('EXACT', 'CLOSE', 'BROADER', 'NARROWER', 'RELATED')),
  reason varchar(500) not null,
  state varchar(10) not null check (state in ('OPEN', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
  -- true while open, else null
  open boolean check (open),
  proposed_by varchar(64) not null,
  proposed_at timestamp with time zone not null,
  decided_by varchar(64),
  decided_at timestamp with time zone,
  unique (from_framework, from_code, from_hash, to_framework, target, to_hash, open),
  check ((to_code is null) = (match is null)),
  check ((to_code is null) = (target = '')),
  check ((state = 'OPEN') = (decided_by is null)),
  check (state <> 'APPROVED' or decided_by <> proposed_by)
);

insert into proposed_link
  (id, from_framework, from_code, from_hash, to_framework, to_hash, to_code, target, match, reason,
   state, open, proposed_by, proposed_at, decided_by, decided_at)
select id, from_framework, from_code, coalesce(from_hash, ''), to_framework, coalesce(to_hash, ''),
  to_code, target, match, reason, state, open, proposed_by, proposed_at, decided_by, decided_at
from link_proposal;

drop table link_proposal;
alter table proposed_link rename to link_proposal;
create index link_proposal_state on link_proposal (state, proposed_at);
