/** Opens a store by its name; processes with the same `place` and `tablePrefix` share it. */
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
