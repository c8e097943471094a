import { toId } from '@loggia/kernel'
import type { DomainJobs } from '../platform/index.ts'
import type { Files } from './service.ts'

export const createFileJobs = (files: Files): DomainJobs => ({
  wakeups: { 'file.unused': (tx, id) => files.sweep(tx, toId(id, 'fil')) },
})
