import { omitUndefined } from '@loggia/kernel'
import type {
  License as WireLicense,
  LicenseApplication as WireApplication,
  LicenseRow,
  TestLicense as WireTest,
} from '@loggia/protocol/console'
import { presentFile, readUpload } from '../../files/index.ts'
import { toWireTime } from '../../platform/index.ts'
import type { Handlers } from '../../platform/index.ts'
import { tabulateLicenses } from '../csv.ts'
import { isFrozen } from '../rules.ts'
import type { ListedLicense, ShownApplication, ShownLicense } from '../service/lists.ts'
import type { Licenses } from '../service/index.ts'
import type { ShownTestLicense } from '../service/test-codes.ts'

const presentRow = ({ of, order, line, subscription }: Omit<ListedLicense, 'buyer'>) =>
  omitUndefined({
    id: of.id,
    way: of.way,
    state: of.state,
    order: { id: order.id, number: order.number, lineNumber: line.number },
    serviceId: of.subscriptionId,
    product: { id: of.productId, name: line.offer.productName },
    quantity: of.quantity,
    masked: of.ending && `••••${of.ending}`,
    frozen: isFrozen(subscription),
    issuedAt: toWireTime(of.issuedAt),
    collectedAt: toWireTime(of.collectedAt),
    activatedAt: toWireTime(of.activatedAt),
    checkedAt: toWireTime(of.checkedAt),
    endedAt: toWireTime(of.endedAt),
  })

const presentApplication = ({ of, file, mayApplyAgain }: ShownApplication): WireApplication =>
  omitUndefined({
    id: of.id,
    fingerprint: of.fingerprint,
    state: of.state,
    isText: of.isText,
    file: file && presentFile(file),
    askedAt: toWireTime(of.askedAt),
    effectiveAt: toWireTime(of.effectiveAt),
    expiresAt: toWireTime(of.state === 'delivered' ? (of.coversUntil ?? of.expiresAt) : of.expiresAt),
    deliveredAt: toWireTime(of.deliveredAt),
    mayApplyAgain,
  })

const present = (shown: ShownLicense): WireLicense =>
  omitUndefined({
    ...presentRow(shown),
    collectedBy: shown.of.collectedBy?.name,
    isText: shown.of.isText,
    file: shown.file && presentFile(shown.file),
    begunAt: toWireTime(shown.of.begunAt),
    expiresAt: toWireTime(shown.subscription.endsAt),
    reference: shown.of.reference,
    identification: shown.identification,
    applications: shown.applications.map(presentApplication),
    quota: shown.quota,
    usage: [...shown.usage],
    acts: [...shown.acts],
  })

const presentListed = (listed: ListedLicense): LicenseRow => ({ ...presentRow(listed), buyer: listed.buyer })

const presentTest = (of: ShownTestLicense): WireTest =>
  omitUndefined({
    id: of.id,
    code: of.code,
    createdAt: toWireTime(of.createdAt),
    activatedAt: toWireTime(of.activatedAt),
    checkedAt: toWireTime(of.checkedAt),
  })

export const createLicenseRoutes = (licenses: Licenses): Handlers => ({
  'GET /api/buyer/subscriptions/:subscriptionId/license': async ({ actor, params }) =>
    present(await licenses.getOfService(actor, 'buyer', params.subscriptionId)),
  'POST /api/buyer/licenses/:licenseId/opening': ({ actor, params }) =>
    licenses.openAsBuyer(actor, params.licenseId),
  'POST /api/buyer/licenses/:licenseId/applications': async ({ actor, params, body }) => {
    const application = await licenses.apply(actor, params.licenseId, body.fingerprint)
    return presentApplication(await licenses.showApplication(application))
  },
  'POST /api/buyer/license-applications/:licenseApplicationId/opening': ({ actor, params }) =>
    licenses.openDevice(actor, params.licenseApplicationId),
  'GET /api/seller/licenses': async ({ actor, query }) => {
    const page = await licenses.listOfSeller(actor, query)
    return { ...page, items: page.items.map(presentListed) }
  },
  'GET /api/seller/licenses.csv': ({ actor, query }) =>
    Promise.resolve(
      tabulateLicenses(async (asked) => {
        const page = await licenses.listOfSeller(actor, { ...query, ...asked })
        return { ...page, items: page.items.map(presentListed) }
      }),
    ),
  'GET /api/seller/subscriptions/:subscriptionId/license': async ({ actor, params }) =>
    present(await licenses.getOfService(actor, 'seller', params.subscriptionId)),
  'POST /api/seller/licenses/:licenseId/opening': ({ actor, params }) =>
    licenses.openAsSeller(actor, params.licenseId),
  'POST /api/seller/supervisions/:supervisionId/license': ({ request, params, body }) =>
    licenses.handOver(request, params.supervisionId, {
      text: body.text,
      note: body.note,
      file: body.file && readUpload(body.file),
    }),
  'GET /api/seller/products/:productId/test-licenses': async ({ actor, params }) => ({
    items: (await licenses.listTestCodes(actor, params.productId)).map(presentTest),
  }),
  'POST /api/seller/products/:productId/test-licenses': async ({ request, params }) =>
    presentTest(await licenses.makeTestCode(request, params.productId)),
  'GET /api/operator/subscriptions/:subscriptionId/license': async ({ actor, params }) =>
    present(await licenses.getOfService(actor, 'operator', params.subscriptionId)),
})
