import { createKoaMiddleware } from '@loggia/seller/koa'
import Koa from 'koa'
import { listening } from './listening.mjs'

export const start = (seller, port) =>
  listening(new Koa().use(createKoaMiddleware(seller, { path: '/saas' })).listen(port, '127.0.0.1'))
