export * as applications from './applications.ts'
export * as licenses from './licenses.ts'
export * as testCodes from './test-codes.ts'
export * as usage from './usage.ts'
