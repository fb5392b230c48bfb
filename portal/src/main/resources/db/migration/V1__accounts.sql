create table user_account (
  id uuid primary key,
  username varchar(64) not null unique,
  display_name varchar(200) not null,
  password_hash text not null,
  -- null until chosen: then the browser's language counts
  language varchar(2) check (language in ('en', 'zh')),
  theme varchar(5) not null default 'light' check (theme in ('light', 'dark', 'auto')),
  enabled boolean not null default true,
  -- Raised to end all of the person's sessions; a session carries the value it was made under.
  session_epoch int not null default 0,
  created_at timestamp with time zone not null
);

create table user_role (
  user_id uuid not null references user_account (id),
  role varchar(16) not null check (role in ('TRAINEE', 'INSTRUCTOR', 'EXAMINER', 'HR', 'ADMIN')),
  primary key (user_id, role)
);

create table audit_entry (
  id uuid primary key,
  at timestamp with time zone not null,
  actor varchar(64),
  action varchar(64) not null,
  subject varchar(200) not null,
  detail varchar(1000) not null
);

create index audit_entry_at on audit_entry (at);
create index audit_entry_actor on audit_entry (actor, at);
create index audit_entry_action on audit_entry (action, at);

create table spring_session (
  primary_id char(36) not null primary key,
  session_id char(36) not null unique,
  creation_time bigint not null,
  last_access_time bigint not null,
  max_inactive_interval int not null,
  expiry_time bigint not null,
  principal_name varchar(100)
);

create index spring_session_expiry on spring_session (expiry_time);
create index spring_session_principal on spring_session (principal_name);

create table spring_session_attributes (
  session_primary_id char(36) not null references spring_session (primary_id) on delete cascade,
  attribute_name varchar(200) not null,
  attribute_bytes bytea not null,
  primary key (session_primary_id, attribute_name)
);
