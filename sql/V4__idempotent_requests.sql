-- What was created under an Idempotency-Key, written in the transaction that created it. A repeat with the same key and payload is told of
-- the same; rows older than the life of a key count as gone and are removed now and then.
create table idempotent_request (
  -- Of who asked, for what, and of their key: 128 bits in base64url.
  key_digest char(22) not null,
  payload_digest char(22) not null,
  created_id bigint not null,
  created_at timestamptz not null,
  constraint idempotent_request_pk primary key (key_digest)
);

create index idempotent_request_created_at on idempotent_request (created_at);
