export * as departments from './departments.ts'
export * as enterprises from './enterprises.ts'
export * as people from './people.ts'
