export * from './refunds.ts'
export * from './requests.ts'
