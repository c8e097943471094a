import { createExpressHandler } from '@loggia/seller/express'
import express from 'express'
import { listening } from './listening.mjs'

export function start(seller, port) {
  const app = express()
  app.all('/saas', createExpressHandler(seller))
  app.use(express.json())
  return listening(app.listen(port, '127.0.0.1'))
}
