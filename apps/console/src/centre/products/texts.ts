import { defineTexts } from '@loggia/ui'

/** A product's codes, and the dialogs for binding its access and submitting it. */
export const productTexts = defineTexts(
  {
    price: { month: '按月', year: '按年', one_time: '一次性' },
    showCodes: (count: number) => `${count} 个规格`,
    submitDialog: {
      title: '提交审核？',
      text: '运营人员审核通过后，商品即开始销售。',
      address: '生产地址',
      confirm: '提交审核',
      busy: '提交中',
      done: '已提交审核',
      keep: '暂不提交',
    },
    binding: {
      title: '绑定协议、生产地址和密钥',
      changeTitle: '更换协议、生产地址或密钥？',
      protocol: '协议',
      protocolHints: {
        'saas-v2': '新接入的服务器使用 V2.0。',
        'saas-v1': '旧版协议，仅用于早前已按 V1.0 接入的服务器。续费时不能变更配置或数量。',
        'license-online': '新接入的服务器使用在线开通：创建实例后，按设备申请 License。',
        'license-v1': '旧版协议，仅用于早前已按 License 1.0 接入的服务器。每个订单签发一份 License。',
        'license-code': '续费、冻结、解冻和释放时通知您的服务器。激活和查询由您的软件调用开放接口。',
        'kit-v2': '新接入的服务器使用 V2.0：企业、应用、部门和人员的变化会同步到您的服务器。',
        'kit-v1': '旧版协议，仅用于早前已按 V1.0 接入的服务器。响应须带 Body-Sign。',
        'scim-v2':
          '您的服务器已支持 SCIM 2.0 时选用：人员同步为 User，部门同步为 Group。密钥即 Bearer 令牌，每个实例的地址是生产地址加上实例 ID。',
      },
      joint: {
        title: '绑定联营 kit',
        changeTitle: '更换联营 kit 的协议、生产地址或密钥？',
        warning:
          '更换后，新的调用使用新协议，所有调用用新密钥签名。新订单的企业和人员同步到新地址，已有服务仍用原地址，直到您将其改用新地址。您的服务器能够响应之前，企业和人员不会同步成功。',
      },
      expireDigits: 'expireTime 位数',
      expireDigitsHint: '协议文档为 14 位，公开的示例均为 17 位。按您的服务器读取的格式选择。',
      digits: { 17: '17 位（含毫秒）', 14: '14 位（到秒）' },
      cancellationOrder: '续费退订时传的订单',
      cancellationOrderHint: 'refreshInstance 接口 UNSUBSCRIBE_RENEWAL_PERIOD 场景中的 orderId。',
      orders: { cancellation: '退款订单', renewal: '被退订的续费订单' },
      keyBits: '手机号和邮箱的加密方式',
      keyBitsHint: '与您的服务器解密时使用的密钥长度一致。',
      address: '生产地址',
      addressHint: '仅可选择已通过审核的地址。',
      key: '密钥',
      keyHint: (kind: string) => `仅可选择“${kind}”类别的密钥。`,
      choose: '未选择',
      noAddress: '暂无已通过的生产地址。需先添加地址并验证，或等待运营人员审核。',
      noKey: (kind: string) => `暂无“${kind}”类别的密钥，需先创建。`,
      toAccess: '前往“生产地址与密钥”',
      warning:
        '更换后，新的调用使用新协议，所有调用用新密钥签名。新订单发往新地址，已有服务仍用原地址，直到您将其改用新地址。您的服务器能够响应之前，在售商品的订单会开通失败。',
      warningLicense:
        '更换后，新的调用使用新协议，所有调用用新密钥签名。新订单发往新地址，已有服务仍用原地址，直到您将其改用新地址。您的服务器能够响应之前，在售商品的新订单得不到 License。',
      warningCode:
        '新订单的授权码变更时通知新地址，已有服务仍通知原地址，直到您将其改用新地址。所有通知用新密钥签名。新地址能够响应之前，您的服务器收不到新订单的通知。',
      confirmChange: '我的服务器已经能用新的协议、地址和密钥响应',
      mustConfirm: '勾选后才能更换。',
      mustChoose: '选择生产地址和密钥。',
      trial: {
        text: '绑定前可用所选设置调用一次您的服务器。这是测试调用，不产生订单，结果不保存。',
        act: '用新设置试调一次',
        busy: '调用中',
        passed: (ms: string) => `调用成功，用时 ${ms} 毫秒。`,
        failed: '调用未通过。请检查服务器的协议、地址和密钥，可在“测试调用”中查看请求和响应。',
      },
      save: '绑定',
      change: '更换绑定',
      busy: '保存中',
      done: '绑定已保存',
      keep: '取消',
    },
  },
  {
    price: { month: 'Monthly', year: 'Yearly', one_time: 'One-time' },
    showCodes: (count: number) => (count === 1 ? '1 specification' : `${count} specifications`),
    submitDialog: {
      title: 'Submit for review?',
      text: 'Once an operator approves it, the product is listed and can be bought.',
      address: 'Endpoint',
      confirm: 'Submit for review',
      busy: 'Submitting',
      done: 'Submitted for review',
      keep: 'Cancel',
    },
    binding: {
      title: 'Link protocol, endpoint and key',
      changeTitle: 'Change protocol, endpoint or key?',
      protocol: 'Protocol',
      protocolHints: {
        'saas-v2': 'New servers use V2.0.',
        'saas-v1':
          'Legacy: only for servers that were built for V1.0. Configuration and quantity cannot be changed at renewal.',
        'license-online':
          'New servers use online activation: they create an instance, then issue a license for each device.',
        'license-v1':
          'Legacy: only for servers that were built for License 1.0. They issue one license for each order.',
        'license-code':
          'Tells your server when a code is renewed, frozen, unfrozen or released. Your software activates and queries codes by the open APIs.',
        'kit-v2':
          'New servers use V2.0. Your server is told of organisations, their departments and people, and of every change.',
        'kit-v1': 'Legacy: only for servers that were built for V1.0. Responses must contain Body-Sign.',
        'scim-v2':
          'For servers that support SCIM 2.0 already: people are sent as users and departments as groups. The key is the bearer token, and each instance has its own base: the endpoint followed by the instance ID.',
      },
      joint: {
        title: 'Link the joint kit',
        changeTitle: 'Change protocol, endpoint or key of the joint kit?',
        warning:
          'New calls will use the new protocol, and all calls will be signed with the new key. Organisations and people of new orders are sent to the new endpoint; existing services keep theirs until you move them. Until your server responds, nothing is synchronised.',
      },
      expireDigits: 'Digits of expireTime',
      expireDigitsHint:
        'The protocol documentation says 14, but all published examples have 17. Choose what your server reads.',
      digits: { 17: '17, with milliseconds', 14: '14, to the second' },
      cancellationOrder: 'Order sent when a renewal is cancelled',
      cancellationOrderHint: 'The orderId of refreshInstance in the scenario UNSUBSCRIBE_RENEWAL_PERIOD.',
      orders: { cancellation: 'The refund order', renewal: 'The cancelled renewal order' },
      keyBits: 'Encryption of phone and email',
      keyBitsHint: 'The key length with which your server decrypts them.',
      address: 'Endpoint',
      addressHint: 'Only approved endpoints can be chosen.',
      key: 'Key',
      keyHint: (kind: string) => `Only keys of the class “${kind}” can be chosen.`,
      choose: 'None selected',
      noAddress: 'No endpoint is approved yet. Add one and verify it, or wait for an operator to approve it.',
      noKey: (kind: string) => `There is no key of the class “${kind}” yet. Create one first.`,
      toAccess: 'View endpoints and keys',
      warning:
        'New calls will use the new protocol, and all calls will be signed with the new key. New orders go to the new endpoint; existing services keep theirs until you move them. Until your server responds, orders for a listed product fail to activate.',
      warningLicense:
        'New calls will use the new protocol, and all calls will be signed with the new key. New orders go to the new endpoint; existing services keep theirs until you move them. Until your server responds, new orders for a listed product get no license.',
      warningCode:
        'Calls about codes of new orders will go to the new endpoint; existing services keep theirs until you move them. All calls will be signed with the new key. Until the new endpoint can respond, your server does not get calls about new orders.',
      confirmChange: 'My server already responds with the new protocol, endpoint and key',
      mustConfirm: 'Tick the box to continue.',
      mustChoose: 'Choose an endpoint and a key.',
      trial: {
        text: 'Before you link them, call your server once with these settings. It is a test call: no order is made and nothing is saved.',
        act: 'Try one call with these settings',
        busy: 'Calling',
        passed: (ms) => `The call succeeded in ${ms} ms.`,
        failed:
          'The call did not pass. Check the protocol, endpoint and key on your server. “Test calls” shows requests and responses.',
      },
      save: 'Link',
      change: 'Save changes',
      busy: 'Saving',
      done: 'Endpoint settings saved',
      keep: 'Cancel',
    },
  },
)
