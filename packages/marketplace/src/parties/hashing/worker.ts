import { parentPort } from 'node:worker_threads'
import { derive } from './derive.ts'
import type { Derivation } from './derive.ts'

// Synchronous, because the asynchronous scrypt uses the thread pool that the whole process shares for files, DNS and
// compression.
parentPort?.on('message', (asked: Derivation) => parentPort?.postMessage(derive(asked)))
