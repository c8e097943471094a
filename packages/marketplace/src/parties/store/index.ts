export * from './accounts.ts'
export * from './applications.ts'
export * from './members.ts'
export * from './organisations.ts'
