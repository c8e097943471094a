import { parentPort } from 'node:worker_threads'
import { derive } from './derive.ts'
import type { Derivation } from './derive.ts'

// Synchronous: the other form would compute on the threads that the whole process shares for files, names and compression.
parentPort?.on('message', (asked: Derivation) => parentPort?.postMessage(derive(asked)))
