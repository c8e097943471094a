/** A store by its name; what `place` and `tablePrefix` are given as may be shared by several processes. */
export async function openStore(name, place, tablePrefix) {
  if (name === 'sqlite') {
    const { sqliteStore } = await import('@loggia/seller/sqlite')
    return sqliteStore(place, { tablePrefix })
  }
  if (name === 'postgres') {
    const { postgresStore } = await import('@loggia/seller/postgres')
    const { default: pg } = await import('pg')
    const store = postgresStore(new pg.Pool({ connectionString: place }), { tablePrefix })
    await store.createTables()
    return store
  }
  const { memoryStore } = await import('@loggia/seller')
  return memoryStore()
}
