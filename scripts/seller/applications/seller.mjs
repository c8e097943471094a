// The seller that every application serves while it is tried.
import { createSeller } from '@loggia/seller'

/** Beyond ASCII, since it is used as UTF-8. */
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
