import postgres from 'postgres';

/**
 * The release as one hand-written statement, on minimal tables: contract, milestone, three postings, an event, an
 * idempotency row. Its throughput in pgbench is the limit of the database.
 */
export async function makeLeanTables(url: string, contracts: number): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql.unsafe(`
    create schema lean;
    create table lean.contract (id bigint primary key, version bigint not null, held bigint not null,
      released bigint not null, head text not null) with (fillfactor = 80);
    create table lean.milestone (contract_id bigint, id int, state text not null, held bigint not null,
      released bigint not null, primary key (contract_id, id)) with (fillfactor = 80);
    create table lean.posting (contract_id bigint, seq bigint, line int, account text not null,
      amount bigint not null, primary key (contract_id, seq, line));
    create table lean.event (contract_id bigint, seq bigint, type text not null, data jsonb not null,
      at timestamptz not null, primary key (contract_id, seq));
    create table lean.idempotency (contract_id bigint, key text, answer int not null,
      at timestamptz not null default now(), primary key (contract_id, key));
    insert into lean.contract select n, 1, 1000000000, 0, repeat('0', 64) from generate_series(1, ${contracts}) n;
    insert into lean.milestone select n, 1, 'submitted', 1000000000, 0 from generate_series(1, ${contracts}) n;`);
  await sql.unsafe('vacuum analyze lean.contract, lean.milestone');
  await sql.end();
}

export function singleStatement(contracts: number): string {
  return `\\set id random(1, ${contracts})
with c as (
  update lean.contract set version = version + 1, held = held - 1, released = released + 1
  where id = :id and held > 0 returning id, version
), m as (
  update lean.milestone m set held = held - 1, released = released + 1 from c
  where m.contract_id = c.id and m.id = 1 and m.state = 'submitted'
), p as (
  insert into lean.posting select c.id, c.version, v.line, v.account, v.amount
  from c, (values (1, 'held', -100), (2, 'freelancer', 90), (3, 'fees', 10)) v(line, account, amount)
), e as (
  insert into lean.event
  select c.id, c.version, 'milestone.released', '{"milestoneId":1,"amount":100,"fee":10}', now() from c
), k as (
  insert into lean.idempotency (contract_id, key, answer) select c.id, 'release-' || c.version, 200 from c
)
select version from c;
`;
}
