-- Links between competencies of two frameworks that people propose; one who did not propose it decides.
create table link_proposal (
  id uuid primary key,
  from_framework varchar(80) not null,
  from_code varchar(80) not null,
  to_framework varchar(80) not null,
  -- null: nothing there matches
  to_code varchar(80),
  match varchar(8) check (match in ('EXACT', 'CLOSE', 'BROADER', 'NARROWER', 'RELATED')),
  reason varchar(500) not null,
  state varchar(10) not null check (state in ('OPEN', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
  -- true while open, else null: each is proposed once at a time
  open boolean check (open),
  proposed_by varchar(64) not null,
  proposed_at timestamp with time zone not null,
  decided_by varchar(64),
  decided_at timestamp with time zone,
  unique (from_framework, from_code, to_framework, to_code, open),
  check ((to_code is null) = (match is null)),
  check ((state = 'OPEN') = (decided_by is null)),
  check (state <> 'APPROVED' or decided_by <> proposed_by)
);

create index link_proposal_state on link_proposal (state, proposed_at);
