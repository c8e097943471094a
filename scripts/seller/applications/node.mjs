import { createServer } from 'node:http'
import { createNodeListener } from '@loggia/seller/node'
import { listening } from './listening.mjs'

export const start = (seller, port) =>
  listening(createServer(createNodeListener(seller, { path: '/saas' })).listen(port, '127.0.0.1'))
