import 'reflect-metadata'
import { createNestMiddleware } from '@loggia/seller/nest'
import { NestFactory } from '@nestjs/core'

class AppModule {}

export async function start(seller, port) {
  const app = await NestFactory.create({ module: AppModule }, { logger: ['error'] })
  app.use(createNestMiddleware(seller, { path: '/saas' }))
  await app.listen(port, '127.0.0.1')
  return { port: app.getHttpServer().address().port, stop: () => app.close() }
}
