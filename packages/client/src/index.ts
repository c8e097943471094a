export { createClient } from './client.ts'
export type { Client, ClientInput, ClientOptions, EventsOptions, RequestOptions } from './client.ts'
export { ApiProblem } from './problem.ts'
