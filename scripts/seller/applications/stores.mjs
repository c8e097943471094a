/** A store by its name; what `place` and `tablePrefix` are given as may be shared by several processes. */
export async function openStore(name, place, tablePrefix) {
  if (name === 'sqlite') {
    const { createSqliteStore } = await import('@loggia/seller/sqlite')
    return createSqliteStore(place, { tablePrefix })
  }
  if (name === 'postgres') {
    const { createPostgresStore } = await import('@loggia/seller/postgres')
    const { default: pg } = await import('pg')
    const store = createPostgresStore(new pg.Pool({ connectionString: place }), { tablePrefix })
    await store.createTables()
    return store
  }
  const { createMemoryStore } = await import('@loggia/seller')
  return createMemoryStore()
}
