// The seller that every application serves during the tests.
import { createSeller } from '@loggia/seller'

/** Contains non-ASCII characters, since keys are used as UTF-8. */
export const accessKey = '密钥 of the applications'

export const createTriedSeller = (store) =>
  createSeller({
    accessKey,
    store,
    onProblem: () => {},
    saas: {
      open: () => ({
        frontEndUrl: 'https://app.example.com/one',
        userName: 'admin',
        password: 'a first one',
      }),
      upgrade: () => {},
    },
    notifications: { orderPaid: () => {} },
  })
