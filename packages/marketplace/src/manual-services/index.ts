export { manualServiceJobs } from './jobs.ts'
