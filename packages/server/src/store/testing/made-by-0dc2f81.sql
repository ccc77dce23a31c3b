SET check_function_bodies = false;
CREATE SCHEMA workroom;
CREATE FUNCTION workroom.committed_between(first xid8, before xid8) RETURNS TABLE(contract_id text, seq bigint)
    LANGUAGE sql STABLE ROWS 100
    SET jit TO 'off'
    AS $$
  select e.contract_id, e.seq from "workroom".event e where e.transaction >= first and e.transaction < before
$$;
CREATE FUNCTION workroom.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception '%.% is append-only: a correction is a new row', tg_table_schema, tg_table_name
    using errcode = 'restrict_violation';
end
$$;
CREATE TABLE workroom.contract (
    id text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL,
    version bigint NOT NULL,
    head text NOT NULL,
    title text NOT NULL,
    metadata jsonb NOT NULL,
    currency text NOT NULL,
    status text NOT NULL,
    client_id text NOT NULL,
    client_name text NOT NULL,
    freelancer_id text NOT NULL,
    freelancer_name text NOT NULL,
    members jsonb NOT NULL,
    mediator jsonb,
    deposited bigint NOT NULL,
    released bigint NOT NULL,
    refunded bigint NOT NULL,
    bonuses bigint NOT NULL,
    carried bigint NOT NULL,
    held bigint NOT NULL,
    carried_lots jsonb NOT NULL,
    sources jsonb NOT NULL,
    refund_request jsonb,
    dispute jsonb,
    policy jsonb NOT NULL,
    search_text text NOT NULL,
    next_deadline_ms bigint,
    created_at_ms bigint NOT NULL,
    updated_at_ms bigint NOT NULL,
    ended_at_ms bigint,
    proposals jsonb DEFAULT '[]'::jsonb NOT NULL,
    CONSTRAINT contract_adds_up CHECK ((deposited = (((released + refunded) + carried) + held))),
    CONSTRAINT contract_amounts CHECK (((LEAST(deposited, released, refunded, bonuses, carried, held) >= 0) AND (GREATEST(deposited, released, refunded, bonuses, carried, held) <= '9007199254740991'::bigint))),
    CONSTRAINT contract_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT contract_ended_is_empty CHECK (((status <> 'ended'::text) OR ((held + carried) = 0))),
    CONSTRAINT contract_head_check CHECK ((length(head) = 64)),
    CONSTRAINT contract_seq_check CHECK ((seq > 0)),
    CONSTRAINT contract_status_check CHECK ((status = ANY (ARRAY['offered'::text, 'declined'::text, 'withdrawn'::text, 'active'::text, 'ending'::text, 'ended'::text]))),
    CONSTRAINT contract_version_check CHECK ((version > 0))
)
WITH (fillfactor='80');
CREATE TABLE workroom.contract_party (
    contract_id text NOT NULL COLLATE pg_catalog."C",
    person_id text NOT NULL,
    role text NOT NULL,
    CONSTRAINT contract_party_role_check CHECK ((role = ANY (ARRAY['client'::text, 'freelancer'::text, 'mediator'::text])))
);
CREATE TABLE workroom.creation_key (
    actor text NOT NULL,
    key text NOT NULL,
    body_hash text NOT NULL,
    contract_id text NOT NULL COLLATE pg_catalog."C",
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE workroom.event (
    contract_id text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL,
    id text NOT NULL,
    type text NOT NULL,
    actor jsonb NOT NULL,
    command_id text NOT NULL,
    occurred_at_ms bigint NOT NULL,
    recorded_at_ms bigint NOT NULL,
    data jsonb NOT NULL,
    hash text NOT NULL,
    transaction xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT event_hash_check CHECK ((length(hash) = 64)),
    CONSTRAINT event_seq_check CHECK ((seq > 0))
);
CREATE TABLE workroom.heartbeat (
    duty text NOT NULL,
    at_ms bigint NOT NULL
);
CREATE TABLE workroom.idempotency (
    contract_id text NOT NULL COLLATE pg_catalog."C",
    actor text NOT NULL,
    key text NOT NULL,
    body_hash text NOT NULL,
    status integer NOT NULL,
    seq bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE workroom.migration (
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE workroom.milestone (
    contract_id text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    "position" integer NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    amount bigint NOT NULL,
    due_on text,
    state text NOT NULL,
    detail jsonb NOT NULL,
    deposited bigint NOT NULL,
    carried_in bigint NOT NULL,
    released bigint NOT NULL,
    refunded bigint NOT NULL,
    carried_out bigint NOT NULL,
    held bigint NOT NULL,
    lots jsonb NOT NULL,
    submission jsonb,
    change_request jsonb,
    refund_withdrawn boolean NOT NULL,
    pending_increase jsonb,
    CONSTRAINT milestone_adds_up CHECK (((deposited + carried_in) = (((released + refunded) + carried_out) + held))),
    CONSTRAINT milestone_amounts CHECK (((LEAST(amount, deposited, carried_in, released, refunded, carried_out, held) >= 0) AND (GREATEST(amount, deposited, carried_in, released, refunded, carried_out, held) <= '9007199254740991'::bigint))),
    CONSTRAINT milestone_position_check CHECK (("position" >= 0)),
    CONSTRAINT milestone_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'funding'::text, 'funded'::text, 'submitted'::text, 'changes_requested'::text, 'refund_requested'::text, 'disputed'::text, 'paid'::text, 'refunded'::text, 'cancelled'::text])))
)
WITH (fillfactor='80');
CREATE TABLE workroom.movement (
    contract_id text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    event_id text NOT NULL,
    debit text NOT NULL,
    credit text NOT NULL,
    amount bigint NOT NULL,
    at_ms bigint NOT NULL,
    CONSTRAINT movement_moves CHECK (((amount > 0) AND (amount <= '9007199254740991'::bigint) AND (debit <> credit)))
);
CREATE TABLE workroom.notification (
    contract_id text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL,
    person_id text NOT NULL,
    event_id text NOT NULL COLLATE pg_catalog."C",
    type text NOT NULL,
    milestone_id text,
    contract_title text NOT NULL,
    title text NOT NULL,
    text text NOT NULL,
    created_at_ms bigint NOT NULL,
    read_at_ms bigint
);
CREATE TABLE workroom.outbox_place (
    contract_id text NOT NULL COLLATE pg_catalog."C",
    reader text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL,
    wanted_seq bigint NOT NULL,
    attempts integer NOT NULL,
    failing_since_ms bigint,
    next_attempt_at_ms bigint,
    lease_until_ms bigint,
    CONSTRAINT outbox_place_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT outbox_place_check CHECK ((wanted_seq >= seq)),
    CONSTRAINT outbox_place_seq_check CHECK ((seq >= 0))
)
WITH (fillfactor='80');
CREATE TABLE workroom.outbox_reader (
    name text NOT NULL COLLATE pg_catalog."C",
    watermark xid8 NOT NULL,
    created_at_ms bigint NOT NULL
);
CREATE TABLE workroom.payment (
    contract_id text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    purpose text NOT NULL,
    milestone_id text,
    amount bigint NOT NULL,
    fee bigint NOT NULL,
    source text COLLATE pg_catalog."C",
    status text NOT NULL,
    failure jsonb,
    client_action jsonb,
    action_by_ms bigint,
    reference text,
    payment_method text,
    created_at_ms bigint NOT NULL,
    attempts integer NOT NULL,
    next_attempt_at_ms bigint,
    lease_until_ms bigint,
    CONSTRAINT payment_amounts CHECK (((LEAST(amount, fee) >= 0) AND (GREATEST(amount, fee) <= '9007199254740991'::bigint))),
    CONSTRAINT payment_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT payment_kind_check CHECK ((kind = ANY (ARRAY['charge'::text, 'transfer'::text, 'refund'::text]))),
    CONSTRAINT payment_purpose_check CHECK ((purpose = ANY (ARRAY['deposit'::text, 'bonus'::text, 'release'::text, 'refund'::text]))),
    CONSTRAINT payment_source CHECK (((kind = 'charge'::text) = (source IS NULL))),
    CONSTRAINT payment_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'requires_action'::text, 'succeeded'::text, 'failed'::text, 'parked'::text, 'cancelled'::text])))
)
WITH (fillfactor='80');
CREATE TABLE workroom.session_revocation (
    person_id text NOT NULL,
    until_ms bigint NOT NULL
);
CREATE TABLE workroom.webhook_delivery (
    endpoint_id text NOT NULL COLLATE pg_catalog."C",
    message_id text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    contract_id text COLLATE pg_catalog."C",
    seq bigint,
    type text NOT NULL,
    status text NOT NULL,
    attempts integer NOT NULL,
    answer_status integer,
    error text,
    first_attempt_at_ms bigint NOT NULL,
    last_attempt_at_ms bigint NOT NULL,
    CONSTRAINT webhook_delivery_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'succeeded'::text, 'failed'::text])))
);
CREATE TABLE workroom.webhook_endpoint (
    id text NOT NULL COLLATE pg_catalog."C",
    url text NOT NULL,
    description text NOT NULL,
    types jsonb,
    secrets jsonb NOT NULL,
    enabled boolean NOT NULL,
    disabled_reason text,
    failing_since_ms bigint,
    rest_until_ms bigint,
    created_at_ms bigint NOT NULL
);
INSERT INTO workroom.contract VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 9, 6, 'daa1f57a2697df7a7c3554e86aafa0c48728f534d88edb0224783af71b8559d2', 'Brand identity', '{"order": "4711"}', 'USD', 'active', 'u1', 'Dana Élan', 'u2', 'Lee "Z" O’Neil 🎨', '{"client": [{"id": "u1", "name": "Dana Élan"}], "freelancer": [{"id": "u2", "name": "Lee \"Z\" O’Neil 🎨"}]}', '{"id": "u3", "name": "Mo"}', 50000, 0, 0, 0, 0, 50000, '[]', '[{"fee": 0, "held": 50000, "since": 1767225660000, "amount": 50000, "warned": false, "payment": "pay_01KDVDQ4K00011GCC2KMG1A2MZ", "refunded": 0, "feeReturned": 0}]', NULL, '{"id": "dsp_01KDVDQ4K0001DW9CYV4R2HB53", "offers": {"client": null, "freelancer": null}, "sealed": {"most": null, "least": null, "round": 1}, "thenEnd": false, "decideBy": 1769040060000, "openedAt": 1767225660000, "openedBy": {"id": "u2", "name": "Lee \"Z\" O’Neil 🎨"}, "statements": [{"at": 1767225660000, "by": {"id": "u2", "name": "Lee \"Z\" O’Neil 🎨"}, "files": [], "message": "It is"}], "fromCarried": 0, "milestoneId": "mst_01KDVDQ4K0000WXEXZK6MKKXBX", "fromMilestone": 50000}', '{"fees": {"clientBps": 0, "freelancerBps": 0}, "fundsNoun": "project funds", "reminders": [7, 3, 1], "reviewDays": 14, "actionHours": 24, "disputeDays": 21, "maxHoldDays": null, "planChanges": "client", "maxMilestones": 200, "minimumAmount": {"USD": 500}, "disputeDefault": "half", "refundResponseDays": 7, "maxReviewExtensionDays": 14}', 'brand identity
dana élan
lee "z" o’neil 🎨', 1769040060000, 1767225660000, 1767225660000, NULL, '[]');
INSERT INTO workroom.contract VALUES ('ctr_01KDVDQ4K0001FYZ7SH7W121CT', 3, 1, 'f44344455ebb86412eb1b78dc633fe4ffe335d18b6d7d05cb6398e1a47817363', 'Brand identity', '{"order": "4711"}', 'USD', 'offered', 'u1', 'Dana Élan', 'u2', 'Lee "Z" O’Neil 🎨', '{"client": [{"id": "u1", "name": "Dana Élan"}], "freelancer": [{"id": "u2", "name": "Lee \"Z\" O’Neil 🎨"}]}', NULL, 0, 0, 0, 0, 0, 0, '[]', '[]', NULL, NULL, '{"fees": {"clientBps": 0, "freelancerBps": 0}, "fundsNoun": "project funds", "reminders": [7, 3, 1], "reviewDays": 14, "actionHours": 24, "disputeDays": 21, "maxHoldDays": null, "planChanges": "client", "maxMilestones": 200, "minimumAmount": {"USD": 500}, "disputeDefault": "half", "refundResponseDays": 7, "maxReviewExtensionDays": 14}', 'brand identity
dana élan
lee "z" o’neil 🎨', NULL, 1767225660000, 1767225660000, NULL, '[]');
INSERT INTO workroom.contract VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 10, 5, '7b9d032f30ee2c4b8eae78302856d36eb7e299f8836ae9ddf2809abc2f3e21fc', 'Brand identity', '{"order": "4711"}', 'USD', 'active', 'u1', 'Dana Élan', 'u2', 'Lee "Z" O’Neil 🎨', '{"client": [{"id": "u1", "name": "Dana Élan"}], "freelancer": [{"id": "u2", "name": "Lee \"Z\" O’Neil 🎨"}]}', NULL, 50000, 30000, 0, 0, 20000, 0, '[{"amount": 20000, "source": "pay_01KDVDQ4K00008429NM3GG6S8Z"}]', '[{"fee": 0, "held": 20000, "since": 1767225660000, "amount": 50000, "warned": false, "payment": "pay_01KDVDQ4K00008429NM3GG6S8Z", "refunded": 0, "feeReturned": 0}]', NULL, NULL, '{"fees": {"clientBps": 0, "freelancerBps": 0}, "fundsNoun": "project funds", "reminders": [7, 3, 1], "reviewDays": 14, "actionHours": 24, "disputeDays": 21, "maxHoldDays": null, "planChanges": "client", "maxMilestones": 200, "minimumAmount": {"USD": 500}, "disputeDefault": "half", "refundResponseDays": 7, "maxReviewExtensionDays": 14}', 'brand identity
dana élan
lee "z" o’neil 🎨', NULL, 1767225660000, 1767225660000, NULL, '[]');
INSERT INTO workroom.contract_party VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 'u1', 'client');
INSERT INTO workroom.contract_party VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 'u2', 'freelancer');
INSERT INTO workroom.contract_party VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 'u1', 'client');
INSERT INTO workroom.contract_party VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 'u2', 'freelancer');
INSERT INTO workroom.contract_party VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 'u3', 'mediator');
INSERT INTO workroom.contract_party VALUES ('ctr_01KDVDQ4K0001FYZ7SH7W121CT', 'u1', 'client');
INSERT INTO workroom.contract_party VALUES ('ctr_01KDVDQ4K0001FYZ7SH7W121CT', 'u2', 'freelancer');
INSERT INTO workroom.creation_key VALUES ('server', 'created', 'b', 'ctr_01KDVDQ4K00000M0GZY8KQDZEF', '2026-11-30 03:29:08.099001+00');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 1, 'evt_01KDVDQ4K00002JS96NHR6QERZ', 'contract.created', '{"side": "server"}', 'cmd_01KDVDQ4K000014C74F2CR961D', 1767225660000, 1767225660000, '{"title": "Brand identity", "client": {"id": "u1", "name": "Dana Élan"}, "policy": {"fees": {"clientBps": 0, "freelancerBps": 0}, "fundsNoun": "project funds", "reminders": [7, 3, 1], "reviewDays": 14, "actionHours": 24, "disputeDays": 21, "maxHoldDays": null, "planChanges": "client", "maxMilestones": 200, "minimumAmount": {"USD": 500}, "disputeDefault": "half", "refundResponseDays": 7, "maxReviewExtensionDays": 14}, "status": "active", "currency": "USD", "freelancer": {"id": "u2", "name": "Lee \"Z\" O’Neil 🎨"}, "milestones": 2}', '4780ce8ad956ee7d232741df39a5877157a52f631bdcf3efbec99f226d6da4ec', '728');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 2, 'evt_01KDVDQ4K00004KV7ZPC9NYXPX', 'milestone.added', '{"side": "server"}', 'cmd_01KDVDQ4K000014C74F2CR961D', 1767225660000, 1767225660000, '{"dueOn": "2026-12-01", "title": "Logo", "amount": 50000, "milestoneId": "mst_01KDVDQ4K000037R4AD74QJ481"}', 'f4497d89504d6df8e714ecb013fdb2e9a38396c739b13db97d7d743e68144c7b', '728');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 3, 'evt_01KDVDQ4K00006Y4Z5C3CANGH2', 'milestone.added', '{"side": "server"}', 'cmd_01KDVDQ4K000014C74F2CR961D', 1767225660000, 1767225660000, '{"dueOn": null, "title": "Guide", "amount": 40000, "milestoneId": "mst_01KDVDQ4K00005TX31V9WGXP5N"}', 'd2187ee67440623ecc7ebda34e305980244197c5878102aef9e712e2c8fed4b6', '728');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 4, 'evt_01KDVDQ4K00009YV050ZAQV38V', 'milestone.funding', '{"id": "u1", "name": "Dana Élan", "side": "client"}', 'cmd_01KDVDQ4K00007SV859W94MHA3', 1767225660000, 1767225660000, '{"fee": 0, "carried": 0, "charged": 50000, "increase": false, "paymentId": "pay_01KDVDQ4K00008429NM3GG6S8Z", "milestoneId": "mst_01KDVDQ4K000037R4AD74QJ481"}', 'f85892a3fe652ce286d3a6b25d9ebba04b7fe2bf50d05fe7b7e2bf92bed71035', '729');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 5, 'evt_01KDVDQ4K0000BMN7C968XY5A2', 'payment.succeeded', '{"side": "system"}', 'cmd_01KDVDQ4K0000ASS734DH9W9XV', 1767225660000, 1767225660000, '{"fee": 0, "kind": "charge", "amount": 50000, "purpose": "deposit", "paymentId": "pay_01KDVDQ4K00008429NM3GG6S8Z", "milestoneId": "mst_01KDVDQ4K000037R4AD74QJ481"}', '13ae309e7cba230b19644f445270f15f599931ed2723d21bf3674c0cf3307877', '730');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 6, 'evt_01KDVDQ4K0000C1SC74T9WGDNB', 'milestone.funded', '{"side": "system"}', 'cmd_01KDVDQ4K0000ASS734DH9W9XV', 1767225660000, 1767225660000, '{"amount": 50000, "carried": 0, "charged": 50000, "increase": false, "paymentId": "pay_01KDVDQ4K00008429NM3GG6S8Z", "milestoneId": "mst_01KDVDQ4K000037R4AD74QJ481"}', '6ea7b7e72c8da5c35bc29ddd0d9f1e40032b605f95cf7234a3064876b663c577', '730');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 7, 'evt_01KDVDQ4K0000GGCR82ZZ0V3CK', 'milestone.submitted', '{"id": "u2", "name": "Lee \"Z\" O’Neil 🎨", "side": "freelancer"}', 'cmd_01KDVDQ4K0000EMBBK0XHJM32T', 1767225660000, 1767225660000, '{"files": [], "links": [{"url": "https://example.com", "label": "Logo"}], "message": "Done", "milestoneId": "mst_01KDVDQ4K000037R4AD74QJ481", "reviewEndsAt": "2026-01-15T00:01:00.000Z", "submissionId": "sub_01KDVDQ4K0000F4P8M9HX235N1"}', '8296ecb5bc23706c9fbe573b7072d316820a4d5c1508b71a493936bb0fa42be4', '731');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 8, 'evt_01KDVDQ4K0000J4MK020CNMSMN', 'message.posted', '{"id": "u1", "name": "Dana Élan", "side": "client"}', 'cmd_01KDVDQ4K0000HGCP49YKH15K7', 1767225660000, 1767225660000, '{"text": "Grüße 🪶"}', '7486ba36152b0b669140e3f7d840858114b5732a3227f25d50793db130b9c3b1', '732');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 9, 'evt_01KDVDQ4K0000MC0GHNVFR2CQ6', 'milestone.released', '{"id": "u1", "name": "Dana Élan", "side": "client"}', 'cmd_01KDVDQ4K0000KY0VX0THJB32N', 1767225660000, 1767225660000, '{"fee": 0, "note": null, "amount": 30000, "leftover": 20000, "leftoverTo": "next_milestone", "milestoneId": "mst_01KDVDQ4K000037R4AD74QJ481"}', 'c94f5c6d50d40c2db4399a68a54700717fc24e79fa8181572fbd4f62f493c865', '733');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 10, 'evt_01KDVDQ4K0000QY80FAZMF0M1S', 'funds.carried', '{"id": "u1", "name": "Dana Élan", "side": "client"}', 'cmd_01KDVDQ4K0000KY0VX0THJB32N', 1767225660000, 1767225660000, '{"amount": 20000, "milestoneId": "mst_01KDVDQ4K000037R4AD74QJ481", "toMilestoneId": "mst_01KDVDQ4K00005TX31V9WGXP5N"}', '7b9d032f30ee2c4b8eae78302856d36eb7e299f8836ae9ddf2809abc2f3e21fc', '733');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 1, 'evt_01KDVDQ4K0000V9XADN4MSNF3D', 'contract.created', '{"side": "server"}', 'cmd_01KDVDQ4K0000TMR30SR7AQ171', 1767225660000, 1767225660000, '{"title": "Brand identity", "client": {"id": "u1", "name": "Dana Élan"}, "policy": {"fees": {"clientBps": 0, "freelancerBps": 0}, "fundsNoun": "project funds", "reminders": [7, 3, 1], "reviewDays": 14, "actionHours": 24, "disputeDays": 21, "maxHoldDays": null, "planChanges": "client", "maxMilestones": 200, "minimumAmount": {"USD": 500}, "disputeDefault": "half", "refundResponseDays": 7, "maxReviewExtensionDays": 14}, "status": "active", "currency": "USD", "freelancer": {"id": "u2", "name": "Lee \"Z\" O’Neil 🎨"}, "milestones": 2}', '4e089e634a39ca05005b3a479436cde48e2e93bef21a496e4de5812c2c85bb7a', '734');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 2, 'evt_01KDVDQ4K0000X1E70GES9SXD5', 'milestone.added', '{"side": "server"}', 'cmd_01KDVDQ4K0000TMR30SR7AQ171', 1767225660000, 1767225660000, '{"dueOn": "2026-12-01", "title": "Logo", "amount": 50000, "milestoneId": "mst_01KDVDQ4K0000WXEXZK6MKKXBX"}', 'd443e89e168f06f57659caa6047b566d5715b9e5bacad6a42d4cf4a215270f21', '734');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 3, 'evt_01KDVDQ4K0000ZHAH74899MJ2C', 'milestone.added', '{"side": "server"}', 'cmd_01KDVDQ4K0000TMR30SR7AQ171', 1767225660000, 1767225660000, '{"dueOn": null, "title": "Guide", "amount": 40000, "milestoneId": "mst_01KDVDQ4K0000YHHBYMGF1C6H1"}', '5131bf82190fcf150cfe6775447eca26af384429ebcfcd99f5765d1bb4af1957', '734');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 4, 'evt_01KDVDQ4K00012XFSF08X1BTVC', 'milestone.funding', '{"id": "u1", "name": "Dana Élan", "side": "client"}', 'cmd_01KDVDQ4K000105SH6F04BJZCK', 1767225660000, 1767225660000, '{"fee": 0, "carried": 0, "charged": 50000, "increase": false, "paymentId": "pay_01KDVDQ4K00011GCC2KMG1A2MZ", "milestoneId": "mst_01KDVDQ4K0000WXEXZK6MKKXBX"}', '72673a33a79fc9a1ccd51d5a2d8ef20e29e1a77962bdf23c7f26500e19c9b4b9', '735');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 5, 'evt_01KDVDQ4K00014RT2WHBVGBBTJ', 'payment.succeeded', '{"side": "system"}', 'cmd_01KDVDQ4K00013RTK515MFGEAM', 1767225660000, 1767225660000, '{"fee": 0, "kind": "charge", "amount": 50000, "purpose": "deposit", "paymentId": "pay_01KDVDQ4K00011GCC2KMG1A2MZ", "milestoneId": "mst_01KDVDQ4K0000WXEXZK6MKKXBX"}', '9e0a3a20aa1c921a9cf6c9ac1febcc8798e8d845592b5775a96db72405f52e2e', '736');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 6, 'evt_01KDVDQ4K00015V7WDQ49APBGF', 'milestone.funded', '{"side": "system"}', 'cmd_01KDVDQ4K00013RTK515MFGEAM', 1767225660000, 1767225660000, '{"amount": 50000, "carried": 0, "charged": 50000, "increase": false, "paymentId": "pay_01KDVDQ4K00011GCC2KMG1A2MZ", "milestoneId": "mst_01KDVDQ4K0000WXEXZK6MKKXBX"}', '5f97d23a3e3533269671774af3cf89bcca34e2e5216412e57ff8fc42981738ee', '736');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 7, 'evt_01KDVDQ4K00018D9N71MHZSCFJ', 'contract.mediator_appointed', '{"side": "server"}', 'cmd_01KDVDQ4K00017BPXQ3A95H12A', 1767225660000, 1767225660000, '{"mediator": {"id": "u3", "name": "Mo"}}', '4ee9c23578d14a74717993fff00cffb7270f0550afa84581fc688a3eb78d6228', '737');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 8, 'evt_01KDVDQ4K0001BMJ171Q2W6C1M', 'refund.requested', '{"id": "u1", "name": "Dana Élan", "side": "client"}', 'cmd_01KDVDQ4K00019M2MB8RWARWZV', 1767225660000, 1767225660000, '{"amount": 50000, "reason": "Not that", "thenEnd": false, "answerBy": "2026-01-08T00:01:00.000Z", "milestoneId": "mst_01KDVDQ4K0000WXEXZK6MKKXBX", "refundRequestId": "rfd_01KDVDQ4K0001ATED6WQ17TMR0"}', '87d3dfb507cea67731223cefa003fa19436b96276f70879dc85271c47a7501a1', '738');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 9, 'evt_01KDVDQ4K0001E6DH4YA1E6B0M', 'dispute.opened', '{"id": "u2", "name": "Lee \"Z\" O’Neil 🎨", "side": "freelancer"}', 'cmd_01KDVDQ4K0001CNVX2XMKA1S6N', 1767225660000, 1767225660000, '{"amount": 50000, "reason": "It is", "decideBy": "2026-01-22T00:01:00.000Z", "disputeId": "dsp_01KDVDQ4K0001DW9CYV4R2HB53", "milestoneId": "mst_01KDVDQ4K0000WXEXZK6MKKXBX"}', 'daa1f57a2697df7a7c3554e86aafa0c48728f534d88edb0224783af71b8559d2', '739');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K0001FYZ7SH7W121CT', 1, 'evt_01KDVDQ4K0001HDDVP6YPX5Z0E', 'contract.created', '{"side": "server"}', 'cmd_01KDVDQ4K0001GN9BECJFQPP1E', 1767225660000, 1767225660000, '{"title": "Brand identity", "client": {"id": "u1", "name": "Dana Élan"}, "policy": {"fees": {"clientBps": 0, "freelancerBps": 0}, "fundsNoun": "project funds", "reminders": [7, 3, 1], "reviewDays": 14, "actionHours": 24, "disputeDays": 21, "maxHoldDays": null, "planChanges": "client", "maxMilestones": 200, "minimumAmount": {"USD": 500}, "disputeDefault": "half", "refundResponseDays": 7, "maxReviewExtensionDays": 14}, "status": "offered", "currency": "USD", "freelancer": {"id": "u2", "name": "Lee \"Z\" O’Neil 🎨"}, "milestones": 2}', '550d30105585193a60742e3b0c713782ac929c2fa027984499a5cf9ce5a5f01d', '740');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K0001FYZ7SH7W121CT', 2, 'evt_01KDVDQ4K0001K8PTFFZR2Y36H', 'milestone.added', '{"side": "server"}', 'cmd_01KDVDQ4K0001GN9BECJFQPP1E', 1767225660000, 1767225660000, '{"dueOn": "2026-12-01", "title": "Logo", "amount": 50000, "milestoneId": "mst_01KDVDQ4K0001J4K2K33AE8K24"}', '28a5a07907c0a3ab9454d04da759c8f728f02501882217932e9960b97f1b5f26', '740');
INSERT INTO workroom.event VALUES ('ctr_01KDVDQ4K0001FYZ7SH7W121CT', 3, 'evt_01KDVDQ4K0001NRQAWSFASYX2T', 'milestone.added', '{"side": "server"}', 'cmd_01KDVDQ4K0001GN9BECJFQPP1E', 1767225660000, 1767225660000, '{"dueOn": null, "title": "Guide", "amount": 40000, "milestoneId": "mst_01KDVDQ4K0001MJK3BNPBGPYMX"}', 'f44344455ebb86412eb1b78dc633fe4ffe335d18b6d7d05cb6398e1a47817363', '740');
INSERT INTO workroom.idempotency VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 'person:u1', 'said', 'm', 200, 8, '2026-11-30 03:29:08.698013+00');
INSERT INTO workroom.migration VALUES ('0001-contracts', '9cbcda6d24ccb92928e601e82011526cee4c0c8e6dc1d19e0aa46eb485622944', '2026-11-30 03:29:07.272863+00');
INSERT INTO workroom.migration VALUES ('0002-history', 'd6b6d6a50418a657e71cfb773d7f261ef633550826e081da452c4138bb83ee52', '2026-11-30 03:29:07.272863+00');
INSERT INTO workroom.migration VALUES ('0003-feed', '2205aca192a0246e3d92350b58d42e32a98d8948d17cae440e498b80366637c3', '2026-11-30 03:29:07.272863+00');
INSERT INTO workroom.migration VALUES ('0004-agreement', '34d74390a1c338282c61da43d90b81567320db6444e17c7f666b034f1720e82f', '2026-11-30 03:29:07.272863+00');
INSERT INTO workroom.migration VALUES ('0005-outbox', '4f3bb9b74365180ba3a9cfaa3e5465798e5736da85bb64eb6c34eb0d09bf0352', '2026-11-30 03:29:07.272863+00');
INSERT INTO workroom.migration VALUES ('0006-sessions', '3d92ef3e6f712642905450aff818901a62a3fd79038c1d33eed2c43f15a4ca9b', '2026-11-30 03:29:07.272863+00');
INSERT INTO workroom.migration VALUES ('0007-open-payments', '5b41733bc0cdd541791d516408728634446af62824533b67f6090da1a48c6d9f', '2026-11-30 03:29:07.272863+00');
INSERT INTO workroom.migration VALUES ('0008-at-size', '02efa07686efe66bee338b4f3708ffddc89abf4d9b37a84c3f0832aea5acec42', '2026-11-30 03:29:07.272863+00');
INSERT INTO workroom.milestone VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 'mst_01KDVDQ4K00005TX31V9WGXP5N', 1, 'Guide', '', 40000, NULL, 'planned', '{}', 0, 0, 0, 0, 0, 0, '[]', NULL, NULL, false, NULL);
INSERT INTO workroom.milestone VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 'mst_01KDVDQ4K000037R4AD74QJ481', 0, 'Logo', 'Vector and raster', 50000, '2026-12-01', 'paid', '{"paidAt": 1767225660000, "automatically": false}', 50000, 0, 30000, 0, 20000, 0, '[]', '{"id": "sub_01KDVDQ4K0000F4P8M9HX235N1", "files": [], "links": [{"url": "https://example.com", "label": "Logo"}], "message": "Done", "submittedAt": 1767225660000, "submittedBy": {"id": "u2", "name": "Lee \"Z\" O’Neil 🎨"}, "withdrawnAt": null}', NULL, false, NULL);
INSERT INTO workroom.milestone VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 'mst_01KDVDQ4K0000YHHBYMGF1C6H1', 1, 'Guide', '', 40000, NULL, 'planned', '{}', 0, 0, 0, 0, 0, 0, '[]', NULL, NULL, false, NULL);
INSERT INTO workroom.milestone VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 'mst_01KDVDQ4K0000WXEXZK6MKKXBX', 0, 'Logo', 'Vector and raster', 50000, '2026-12-01', 'disputed', '{}', 50000, 0, 0, 0, 0, 50000, '[{"amount": 50000, "source": "pay_01KDVDQ4K00011GCC2KMG1A2MZ"}]', NULL, NULL, false, NULL);
INSERT INTO workroom.milestone VALUES ('ctr_01KDVDQ4K0001FYZ7SH7W121CT', 'mst_01KDVDQ4K0001J4K2K33AE8K24', 0, 'Logo', 'Vector and raster', 50000, '2026-12-01', 'planned', '{}', 0, 0, 0, 0, 0, 0, '[]', NULL, NULL, false, NULL);
INSERT INTO workroom.milestone VALUES ('ctr_01KDVDQ4K0001FYZ7SH7W121CT', 'mst_01KDVDQ4K0001MJK3BNPBGPYMX', 1, 'Guide', '', 40000, NULL, 'planned', '{}', 0, 0, 0, 0, 0, 0, '[]', NULL, NULL, false, NULL);
INSERT INTO workroom.movement VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 6, 'mov_01KDVDQ4K0000D7HRS16MM0ADV', 'evt_01KDVDQ4K0000C1SC74T9WGDNB', 'processor', 'escrow:mst_01KDVDQ4K000037R4AD74QJ481', 50000, 1767225660000);
INSERT INTO workroom.movement VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 9, 'mov_01KDVDQ4K0000NVR35P1SYAXVM', 'evt_01KDVDQ4K0000MC0GHNVFR2CQ6', 'escrow:mst_01KDVDQ4K000037R4AD74QJ481', 'payable:freelancer', 30000, 1767225660000);
INSERT INTO workroom.movement VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 10, 'mov_01KDVDQ4K0000RZ5MWJJCKJSVC', 'evt_01KDVDQ4K0000QY80FAZMF0M1S', 'escrow:mst_01KDVDQ4K000037R4AD74QJ481', 'escrow:carried', 20000, 1767225660000);
INSERT INTO workroom.movement VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 6, 'mov_01KDVDQ4K00016APPZ2Z93CNCG', 'evt_01KDVDQ4K00015V7WDQ49APBGF', 'processor', 'escrow:mst_01KDVDQ4K0000WXEXZK6MKKXBX', 50000, 1767225660000);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 1, 'u1', 'evt_01KDVDQ4K00002JS96NHR6QERZ', 'contract.created', NULL, 'Brand identity', 'New contract: Brand identity', 'The contract is active.', 1767225660000, NULL);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 1, 'u2', 'evt_01KDVDQ4K00002JS96NHR6QERZ', 'contract.created', NULL, 'Brand identity', 'New contract: Brand identity', 'The contract is active.', 1767225660000, NULL);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 6, 'u1', 'evt_01KDVDQ4K0000C1SC74T9WGDNB', 'milestone.funded', 'mst_01KDVDQ4K000037R4AD74QJ481', 'Brand identity', '“Logo” is active & funded', '$500.00 is held. Work can start.', 1767225660000, NULL);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 6, 'u2', 'evt_01KDVDQ4K0000C1SC74T9WGDNB', 'milestone.funded', 'mst_01KDVDQ4K000037R4AD74QJ481', 'Brand identity', '“Logo” is active & funded', '$500.00 is held. Work can start.', 1767225660000, NULL);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 7, 'u1', 'evt_01KDVDQ4K0000GGCR82ZZ0V3CK', 'milestone.submitted', 'mst_01KDVDQ4K000037R4AD74QJ481', 'Brand identity', 'Lee "Z" O’Neil 🎨 submitted work for “Logo”', '“Done” Review and pay, or request changes, by Thu, 15 Jan 2026 00:01 UTC; without an answer the funds are released.', 1767225660000, NULL);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 8, 'u2', 'evt_01KDVDQ4K0000J4MK020CNMSMN', 'message.posted', NULL, 'Brand identity', 'Message from Dana Élan', 'Grüße 🪶', 1767225660000, NULL);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 9, 'u2', 'evt_01KDVDQ4K0000MC0GHNVFR2CQ6', 'milestone.released', 'mst_01KDVDQ4K000037R4AD74QJ481', 'Brand identity', '$300.00 released for “Logo”', 'The payout is on its way. $200.00 was left over.', 1767225660000, NULL);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 10, 'u2', 'evt_01KDVDQ4K0000QY80FAZMF0M1S', 'funds.carried', 'mst_01KDVDQ4K000037R4AD74QJ481', 'Brand identity', '$200.00 goes toward the next milestone', 'Left over from “Logo”, it goes toward “Guide”.', 1767225660000, NULL);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 1, 'u1', 'evt_01KDVDQ4K0000V9XADN4MSNF3D', 'contract.created', NULL, 'Brand identity', 'New contract: Brand identity', 'The contract is active.', 1767225660000, NULL);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 1, 'u2', 'evt_01KDVDQ4K0000V9XADN4MSNF3D', 'contract.created', NULL, 'Brand identity', 'New contract: Brand identity', 'The contract is active.', 1767225660000, NULL);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 6, 'u1', 'evt_01KDVDQ4K00015V7WDQ49APBGF', 'milestone.funded', 'mst_01KDVDQ4K0000WXEXZK6MKKXBX', 'Brand identity', '“Logo” is active & funded', '$500.00 is held. Work can start.', 1767225660000, NULL);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 6, 'u2', 'evt_01KDVDQ4K00015V7WDQ49APBGF', 'milestone.funded', 'mst_01KDVDQ4K0000WXEXZK6MKKXBX', 'Brand identity', '“Logo” is active & funded', '$500.00 is held. Work can start.', 1767225660000, NULL);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 7, 'u1', 'evt_01KDVDQ4K00018D9N71MHZSCFJ', 'contract.mediator_appointed', NULL, 'Brand identity', 'Mo is the mediator', 'Mo sees “Brand identity” only while it is in dispute.', 1767225660000, NULL);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 7, 'u2', 'evt_01KDVDQ4K00018D9N71MHZSCFJ', 'contract.mediator_appointed', NULL, 'Brand identity', 'Mo is the mediator', 'Mo sees “Brand identity” only while it is in dispute.', 1767225660000, NULL);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 8, 'u2', 'evt_01KDVDQ4K0001BMJ171Q2W6C1M', 'refund.requested', 'mst_01KDVDQ4K0000WXEXZK6MKKXBX', 'Brand identity', 'Dana Élan requested a refund of $500.00', 'It is held on “Logo”. Agree or start a dispute by Thu, 08 Jan 2026 00:01 UTC; without an answer the money goes back. “Not that”', 1767225660000, NULL);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 9, 'u1', 'evt_01KDVDQ4K0001E6DH4YA1E6B0M', 'dispute.opened', 'mst_01KDVDQ4K0000WXEXZK6MKKXBX', 'Brand identity', 'Lee "Z" O’Neil 🎨 started a dispute over $500.00', 'The money is frozen. Without a decision by Thu, 22 Jan 2026 00:01 UTC the marketplace’s default applies. “It is”', 1767225660000, NULL);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 9, 'u3', 'evt_01KDVDQ4K0001E6DH4YA1E6B0M', 'dispute.opened', 'mst_01KDVDQ4K0000WXEXZK6MKKXBX', 'Brand identity', 'Lee "Z" O’Neil 🎨 started a dispute over $500.00', 'The money is frozen. Without a decision by Thu, 22 Jan 2026 00:01 UTC the marketplace’s default applies. “It is”', 1767225660000, NULL);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K0001FYZ7SH7W121CT', 1, 'u1', 'evt_01KDVDQ4K0001HDDVP6YPX5Z0E', 'contract.created', NULL, 'Brand identity', 'New offer: Brand identity', 'A contract was offered. Read its milestones, then accept or decline it.', 1767225660000, NULL);
INSERT INTO workroom.notification VALUES ('ctr_01KDVDQ4K0001FYZ7SH7W121CT', 1, 'u2', 'evt_01KDVDQ4K0001HDDVP6YPX5Z0E', 'contract.created', NULL, 'Brand identity', 'New offer: Brand identity', 'A contract was offered. Read its milestones, then accept or decline it.', 1767225660000, NULL);
INSERT INTO workroom.outbox_place VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 'mail', 0, 10, 0, NULL, 5, NULL);
INSERT INTO workroom.outbox_place VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 'mail', 0, 9, 0, NULL, 5, NULL);
INSERT INTO workroom.outbox_place VALUES ('ctr_01KDVDQ4K0001FYZ7SH7W121CT', 'mail', 0, 3, 0, NULL, 5, NULL);
INSERT INTO workroom.outbox_place VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 'whk_old', 0, 10, 0, NULL, 5, NULL);
INSERT INTO workroom.outbox_place VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 'whk_old', 0, 9, 0, NULL, 5, NULL);
INSERT INTO workroom.outbox_place VALUES ('ctr_01KDVDQ4K0001FYZ7SH7W121CT', 'whk_old', 0, 3, 0, NULL, 5, NULL);
INSERT INTO workroom.outbox_reader VALUES ('mail', '741', 1);
INSERT INTO workroom.outbox_reader VALUES ('whk_old', '741', 1);
INSERT INTO workroom.payment VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 'pay_01KDVDQ4K00008429NM3GG6S8Z', 'charge', 'deposit', 'mst_01KDVDQ4K000037R4AD74QJ481', 50000, 0, NULL, 'succeeded', NULL, NULL, NULL, 'ref-pay_01KDVDQ4K00008429NM3GG6S8Z', 'pm_1', 1767225660000, 0, 1, NULL);
INSERT INTO workroom.payment VALUES ('ctr_01KDVDQ4K00000M0GZY8KQDZEF', 'pay_01KDVDQ4K0000PEKD64YM1KJ54', 'transfer', 'release', 'mst_01KDVDQ4K000037R4AD74QJ481', 30000, 0, 'pay_01KDVDQ4K00008429NM3GG6S8Z', 'pending', NULL, NULL, NULL, NULL, NULL, 1767225660000, 0, 1, NULL);
INSERT INTO workroom.payment VALUES ('ctr_01KDVDQ4K0000SRP75WCYGMD3R', 'pay_01KDVDQ4K00011GCC2KMG1A2MZ', 'charge', 'deposit', 'mst_01KDVDQ4K0000WXEXZK6MKKXBX', 50000, 0, NULL, 'succeeded', NULL, NULL, NULL, 'ref-pay_01KDVDQ4K00011GCC2KMG1A2MZ', 'pm_1', 1767225660000, 0, 1, NULL);
INSERT INTO workroom.session_revocation VALUES ('u9', 5);
INSERT INTO workroom.webhook_delivery VALUES ('whk_old', 'evt_1', 'dlv_1', 'ctr_01KDVDQ4K00000M0GZY8KQDZEF', 1, 'milestone.paid', 'failed', 1, 500, 'down', 5, 5);
INSERT INTO workroom.webhook_endpoint VALUES ('whk_old', 'https://shop.example/hook', 'old', '["milestone.paid"]', '[{"secret": "whsec_1", "endsAtMs": null}]', true, NULL, 5, NULL, 1);
ALTER TABLE ONLY workroom.contract_party
    ADD CONSTRAINT contract_party_pkey PRIMARY KEY (contract_id, person_id, role);
ALTER TABLE ONLY workroom.contract
    ADD CONSTRAINT contract_pkey PRIMARY KEY (id);
ALTER TABLE ONLY workroom.creation_key
    ADD CONSTRAINT creation_key_pkey PRIMARY KEY (actor, key);
ALTER TABLE ONLY workroom.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (contract_id, seq);
ALTER TABLE ONLY workroom.heartbeat
    ADD CONSTRAINT heartbeat_pkey PRIMARY KEY (duty);
ALTER TABLE ONLY workroom.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (contract_id, actor, key);
ALTER TABLE ONLY workroom.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (name);
ALTER TABLE ONLY workroom.milestone
    ADD CONSTRAINT milestone_pkey PRIMARY KEY (contract_id, id);
ALTER TABLE ONLY workroom.movement
    ADD CONSTRAINT movement_pkey PRIMARY KEY (contract_id, seq, id);
ALTER TABLE ONLY workroom.notification
    ADD CONSTRAINT notification_pkey PRIMARY KEY (contract_id, seq, person_id);
ALTER TABLE ONLY workroom.outbox_place
    ADD CONSTRAINT outbox_place_pkey PRIMARY KEY (contract_id, reader);
ALTER TABLE ONLY workroom.outbox_reader
    ADD CONSTRAINT outbox_reader_pkey PRIMARY KEY (name);
ALTER TABLE ONLY workroom.payment
    ADD CONSTRAINT payment_pkey PRIMARY KEY (contract_id, id);
ALTER TABLE ONLY workroom.session_revocation
    ADD CONSTRAINT session_revocation_pkey PRIMARY KEY (person_id);
ALTER TABLE ONLY workroom.webhook_delivery
    ADD CONSTRAINT webhook_delivery_pkey PRIMARY KEY (endpoint_id, message_id);
ALTER TABLE ONLY workroom.webhook_endpoint
    ADD CONSTRAINT webhook_endpoint_pkey PRIMARY KEY (id);
CREATE INDEX contract_due ON workroom.contract USING btree (next_deadline_ms) WHERE (next_deadline_ms IS NOT NULL);
CREATE INDEX contract_party_person ON workroom.contract_party USING btree (person_id, contract_id);
CREATE INDEX contract_status ON workroom.contract USING btree (status, id);
CREATE INDEX creation_key_age ON workroom.creation_key USING btree (created_at);
CREATE INDEX event_transaction ON workroom.event USING btree (transaction);
CREATE INDEX idempotency_age ON workroom.idempotency USING btree (created_at);
CREATE INDEX notification_person ON workroom.notification USING btree (person_id, event_id);
CREATE INDEX notification_unread ON workroom.notification USING btree (person_id) WHERE (read_at_ms IS NULL);
CREATE INDEX outbox_due ON workroom.outbox_place USING btree (next_attempt_at_ms) WHERE (next_attempt_at_ms IS NOT NULL);
CREATE INDEX outbox_place_reader ON workroom.outbox_place USING btree (reader);
CREATE INDEX payment_due ON workroom.payment USING btree (next_attempt_at_ms) WHERE (next_attempt_at_ms IS NOT NULL);
CREATE INDEX payment_open ON workroom.payment USING btree (id) WHERE (status = ANY (ARRAY['pending'::text, 'requires_action'::text, 'parked'::text]));
CREATE INDEX session_revocation_age ON workroom.session_revocation USING btree (until_ms);
CREATE INDEX webhook_delivery_age ON workroom.webhook_delivery USING btree (last_attempt_at_ms);
CREATE INDEX webhook_delivery_id ON workroom.webhook_delivery USING btree (endpoint_id, id);
CREATE TRIGGER event_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON workroom.event FOR EACH STATEMENT EXECUTE FUNCTION workroom.refuse_change();
CREATE TRIGGER movement_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON workroom.movement FOR EACH STATEMENT EXECUTE FUNCTION workroom.refuse_change();
