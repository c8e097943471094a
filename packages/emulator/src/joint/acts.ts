import { generateKeyPairSync } from 'node:crypto'
import { isId, omitUndefined, toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { addPassedCases } from '@loggia/marketplace/embedded'
import type { EmulatorHost } from '@loggia/marketplace/embedded'
import { personalData } from '@loggia/protocol/console/apps/kinds'
import type { Acts } from '../acts.ts'
import { emulatorProblems } from '../problems.ts'
import type { Seed } from '../seed.ts'
import { createDirectoryActs } from './directory.ts'
import type { EmulatorJoint, JointAsk } from './schema.ts'

const mostApps = 100

/** What the seller and the buyer of a joint product do, as on the pages and with the market's own rules. */
export function createJointActs(stage: EmulatorHost, seed: Seed, acts: Pick<Acts, 'listServices'>) {
  const { market, platform } = stage
  const { apps, directory } = market
  const { buyer, seller, enterpriseId } = seed
  const request = { actor: buyer }
  const productId = toId(seed.productIds.get('joint'), 'prd')
  const inDirectory = createDirectoryActs(stage, seed)
  /** Keys that the emulator drew, by the public one as the market keeps it. */
  const drawn = new Map<string, string>()

  function draw(): string {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
    const shown = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
    drawn.set(shown, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
    return shown
  }

  const findCredential = async () => (await apps.listCredentials(seller))[0]?.credential
  /** Throws `emulator.no_credential`. */
  async function getCredential() {
    const found = await findCredential()
    if (!found) throw emulatorProblems.no_credential()
    return found
  }

  async function apply({ publicKey = draw(), oaep = 'sha256-sha256', callback }: JointAsk): Promise<void> {
    // The seller has debugged its server with the emulator.
    await addPassedCases(platform, market, { seller, productId })
    await apps.createCredential(seller, {
      productId,
      name: 'Emulated app',
      method: 'oauth2',
      callbackUrl: callback ?? 'http://127.0.0.1/callback',
      loginKind: 'shared',
      loginUrl: 'http://127.0.0.1/login',
      publicKey,
      oaep,
      severalInstances: true,
      askedData: personalData,
    })
    await stage.settle()
  }

  async function changeKey({ publicKey = draw(), oaep, callback }: JointAsk): Promise<void> {
    const { id, productId: _product, sellerId: _seller, appId: _app, ...kept } = await getCredential()
    const { version: _version, createdAt: _at, ...form } = kept
    await apps.changeCredential(seller, id, {
      ...form,
      publicKey,
      oaep: oaep ?? form.oaep,
      callbackUrl: callback ?? form.callbackUrl,
    })
  }

  const listOwnApps = async () => (await apps.listOfBuyer(buyer, { limit: mostApps })).items

  /** The app of a service. Default: the newest one. Throws `emulator.no_app`. */
  async function pick({ service }: JointAsk) {
    const all = await listOwnApps()
    const found = service === undefined ? all[0] : all.find(({ app }) => app.of.subscriptionId === service)
    if (!found) throw emulatorProblems.no_app()
    return found
  }

  /** Throws `emulator.no_joint`, or the market's refusal. */
  async function connect(ask: JointAsk): Promise<void> {
    const bought = await acts.listServices()
    if (!bought.some(({ product }) => product.id === productId)) throw emulatorProblems.no_joint()
    if (!(await findCredential())) await apply(ask)
    const [free] = (await apps.listConnectable(buyer, { limit: 1 })).items
    const serviceId = ask.service ?? free?.service.subscriptionId
    if (serviceId === undefined) throw emulatorProblems.no_joint()
    if (!isId(serviceId, 'sub')) throw emulatorProblems.service_unknown({ service: serviceId.slice(0, 80) })
    await apps.connect(request, { serviceId, enterpriseId, sharedData: personalData })
  }

  async function select({ people }: JointAsk) {
    return people === undefined ? ({ all: true } as const) : { ids: await inDirectory.findPeople(people) }
  }

  async function decide(ask: JointAsk): Promise<void> {
    const { asks } = await pick(ask)
    if (!asks) throw emulatorProblems.nothing_asks()
    await apps.decide(buyer, asks.batch.id, { decision: ask.decision ?? 'repeat', reason: 'Emulated' })
  }

  async function act(ask: JointAsk): Promise<unknown> {
    switch (ask.act) {
      case 'apply':
        return apply(ask)
      case 'request-test':
        return apps.requestTest(seller, (await getCredential()).id)
      case 'change-key':
        return changeKey(ask)
      case 'adopt': {
        const { id, version } = await getCredential()
        return apps.adopt(seller, id, { version })
      }
      case 'connect':
        return connect(ask)
      case 'assign': {
        const { app } = await pick(ask)
        return apps.assign(request, app.id, { people: await select(ask), role: ask.role ?? 'user' })
      }
      case 'withdraw': {
        const { app } = await pick(ask)
        return apps.withdraw(request, app.id, { people: await select(ask) })
      }
      case 'decide':
        return decide(ask)
      case 'reconcile':
        return apps.reconcile(buyer, (await pick(ask)).app.id)
      case 'dissolve':
        return directory.dissolveEnterprise(request, enterpriseId)
      default:
        return inDirectory.change({ ...ask, act: ask.act })
    }
  }

  async function presentCredential(): Promise<EmulatorJoint['credential']> {
    const found = await findCredential()
    if (!found) return undefined
    const { appId, version, publicKey } = found
    return omitUndefined({ appId, version, publicKey, privateKey: drawn.get(publicKey) })
  }

  async function presentApp(id: Id<'cap'>): Promise<NonNullable<EmulatorJoint['app']>> {
    const { app, asks, departments, people } = await apps.getOfBuyer(buyer, id)
    return omitUndefined({
      service: app.of.subscriptionId,
      state: app.state,
      departments,
      people,
      asks: asks && { subject: asks.batch.subject, decisions: asks.decisions },
    })
  }

  async function show(): Promise<EmulatorJoint> {
    const [newest] = await listOwnApps()
    return omitUndefined({
      company: await inDirectory.show(),
      credential: await presentCredential(),
      app: newest && (await presentApp(newest.app.id)),
    })
  }

  return {
    show,
    /** Throws `emulator.…` for what is not there, or the market's refusal. */
    async actJointly(ask: JointAsk): Promise<EmulatorJoint> {
      await act(ask)
      await stage.settle()
      return show()
    },
  }
}
