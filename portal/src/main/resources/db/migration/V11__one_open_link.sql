-- A code, or '' where nothing matches: null would let two people propose that at one time.
alter table link_proposal add column target varchar(80) default '' not null;
update link_proposal set target = to_code where to_code is not null;
alter table link_proposal add constraint one_open_link
  unique (from_framework, from_code, to_framework, target, open);
