type AnyMessage = Readonly<Record<string, unknown>>
type CarryOut<Message, Rest extends unknown[]> = (
  message: Message,
  ...rest: Rest
) => AnyMessage | Promise<AnyMessage>

const purchases: ReadonlySet<unknown> = new Set(['newInstance', 'getLicense'])

/** Accepts every purchase, but fails at an activity about purchases of one kind. */
export const failLater =
  <Message extends AnyMessage>(activity: string, isOdd: (purchase: Message) => boolean) =>
  <Rest extends unknown[]>(right: {
    readonly carryOut: CarryOut<Message, Rest>
  }): { readonly carryOut: CarryOut<Message, Rest> } => {
    const odd = new Set<unknown>()
    return {
      async carryOut(message, ...rest) {
        if (message['activity'] === activity && odd.has(message['instanceId']))
          return { resultCode: '000005', resultMsg: 'Something went wrong.' }
        const reply = await right.carryOut(message, ...rest)
        if (purchases.has(message['activity']) && isOdd(message)) odd.add(reply['instanceId'])
        return reply
      },
    }
  }
