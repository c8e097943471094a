import { defineTexts } from '@loggia/ui'

/** The identity provider by which the people of a company, or operators, sign in. */
export const providerTexts = defineTexts(
  {
    title: '身份提供方',
    lead: {
      company:
        '人员经企业自己的身份提供方（OpenID Connect，如 Okta、Microsoft Entra ID、Keycloak）登录云商店。',
      operators:
        '运营人员经自己的身份提供方（OpenID Connect）登录。账号仍由运营人员添加，首次登录时由本人关联。',
    },
    addresses: '在身份提供方登记的地址',
    redirect: '重定向地址',
    logout: '后端退出地址',
    logoutNote: '可选：人员在身份提供方退出后，云商店的会话立即结束。',
    setUp: '设置',
    change: '修改',
    state: '状态',
    enabled: '已启用',
    disabled: '未启用',
    issuer: '签发者',
    issuerHint: '身份提供方的 issuer，须与其配置完全一致。',
    issuerWrong: '填写以 https 开头的地址。',
    otherIssuer: (people: number, onlyWay: number) =>
      `更换签发者将解除 ${people} 个账号的关联，须由持有人重新登录并确认。` +
      (onlyWay > 0
        ? `其中 ${onlyWay} 个账号没有其他登录方式，无法确认：请在企业目录中解除其账号绑定，再次登录时将创建新账号。`
        : ''),
    clientId: '客户端 ID',
    clientIdWrong: '填写客户端 ID。',
    clientSecret: '客户端密钥',
    clientSecretHint: '留空则保持不变。',
    clientSecretWrong: '填写客户端密钥。',
    scopes: '权限范围',
    scopesHint: '以空格分隔，须包含 openid。',
    scopesWrong: '须包含 openid。',
    foundBy: '首次登录时查找人员的依据',
    foundByHintOf: {
      email: '邮箱须经身份提供方验证，且属于已验证的域名。',
      user_name:
        '如果人员可以在身份提供方自行修改用户名，请勿选择：他人可借此以其身份登录。此时不自动添加人员。',
      subject: '身份提供方的 sub 须与企业目录中的用户名相同。此时不自动添加人员。',
    },
    foundByOf: {
      email: '邮箱',
      user_name: '用户名（preferred_username）',
      subject: '用户名（sub）',
    },
    addsPeople: '自动添加人员',
    addsPeopleLabel: '将企业目录中没有的人员自动添加到顶级部门',
    enabledLabel: '启用：人员可以经此身份提供方登录',
    enforced: '强制使用',
    enforcedLabel: {
      company: '强制使用：人员不能再以密码或通行密钥登录，也不能重置密码',
      operators: '强制使用：运营人员不能再以密码或通行密钥登录',
    },
    enforcedNote: {
      company:
        '买家的主账号不受强制使用的限制，身份提供方发生故障时仍可登录。不在企业目录中的买家成员仍可登录，但不能代表买家操作。',
      operators: '运营的主账号不受强制使用的限制，身份提供方发生故障时仍可登录。',
    },
    yes: '是',
    no: '否',
    people: '已关联的账号',
    setUpBy: '设置人',
    changedAt: '修改时间',
    dialog: { title: '身份提供方', keep: '取消', act: '保存', busy: '保存中' },
    saved: '身份提供方已保存',
    remove: {
      act: '移除',
      title: '移除身份提供方？',
      text: '经其登录的会话立即结束，账号的关联随之解除。没有密码的账号须重置密码后才能登录。',
      onlyWay: (accounts: number) => `${accounts} 个账号没有其他登录方式，移除后不能再登录。`,
      keep: '保留',
      do: '移除身份提供方',
      busy: '移除中',
      done: '身份提供方已移除',
    },
    test: {
      act: '试登录',
      title: '试登录',
      note: '试登录只显示身份提供方返回的内容，不会登录任何账号。',
      none: '尚未试登录，或已超过 10 分钟。',
      at: '试登录时间',
      outcome: '正式登录时',
      outcomes: {
        enters: '直接登录已关联的账号',
        connects: '须先由账号持有人登录并确认关联',
        adds: '创建账号并登录',
        refused: '拒绝登录',
      },
      claims: '身份提供方返回的内容',
    },
  },
  {
    title: 'Identity provider',
    lead: {
      company:
        'People sign in to the marketplace through the company’s own identity provider (OpenID Connect), such as Okta, Microsoft Entra ID or Keycloak.',
      operators:
        'Operators sign in through their own identity provider (OpenID Connect). Accounts are still added by operators; each operator connects theirs at the first sign-in.',
    },
    addresses: 'Addresses to register at the provider',
    redirect: 'Redirect address',
    logout: 'Back-channel logout address',
    logoutNote: 'Optional: whoever signs out at the provider is signed out here at once.',
    setUp: 'Set up',
    change: 'Change',
    state: 'State',
    enabled: 'Enabled',
    disabled: 'Not enabled',
    issuer: 'Issuer',
    issuerHint: 'The provider’s issuer, exactly as in its configuration.',
    issuerWrong: 'Enter an address that begins with https.',
    otherIssuer: (people, onlyWay) =>
      `Another issuer disconnects ${people} ${people === 1 ? 'account' : 'accounts'}; owners sign in and confirm again.` +
      (onlyWay > 0
        ? ` ${onlyWay} of them ${onlyWay === 1 ? 'has' : 'have'} no other way to sign in and cannot do that: unlink them in the directory, and their people get new accounts at the next sign-in.`
        : ''),
    clientId: 'Client ID',
    clientIdWrong: 'Enter the client ID.',
    clientSecret: 'Client secret',
    clientSecretHint: 'Leave it empty to keep the present one.',
    clientSecretWrong: 'Enter the client secret.',
    scopes: 'Scopes',
    scopesHint: 'Separated by spaces; openid is required.',
    scopesWrong: 'Include openid.',
    foundBy: 'How people are found at their first sign-in',
    foundByHintOf: {
      email: 'It must be verified by the provider and belong to one of the company’s verified domains.',
      user_name:
        'Not if people can change their user name at the provider: somebody could come as a colleague. No people are added.',
      subject: 'The sub of the provider must be the user name in the directory. No people are added.',
    },
    foundByOf: {
      email: 'Email',
      user_name: 'User name (preferred_username)',
      subject: 'User name (sub)',
    },
    addsPeople: 'Adds people',
    addsPeopleLabel: 'Add people who are not in the directory to the top department',
    enabledLabel: 'Enabled: people can sign in through this provider',
    enforced: 'Enforced',
    enforcedLabel: {
      company:
        'Enforced: people can no longer sign in with a password or a passkey, nor reset their password',
      operators: 'Enforced: operators can no longer sign in with a password or a passkey',
    },
    enforcedNote: {
      company:
        'Owners of the buyer are exempt, so that they can sign in when the provider fails. Members of the buyer who are not in the directory can sign in, but cannot act for the buyer.',
      operators: 'Owners are exempt, so that they can sign in when the provider fails.',
    },
    yes: 'Yes',
    no: 'No',
    people: 'Connected accounts',
    setUpBy: 'Set up by',
    changedAt: 'Changed',
    dialog: { title: 'Identity provider', keep: 'Cancel', act: 'Save', busy: 'Saving' },
    saved: 'Identity provider saved',
    remove: {
      act: 'Remove',
      title: 'Remove the identity provider?',
      text: 'Whoever signed in through it is signed out, and their accounts are disconnected. Accounts without a password need a password reset before they can be used again.',
      onlyWay: (accounts) =>
        `${accounts} ${accounts === 1 ? 'account has' : 'accounts have'} no other way to sign in, and cannot be used any more.`,
      keep: 'Keep it',
      do: 'Remove provider',
      busy: 'Removing',
      done: 'Identity provider removed',
    },
    test: {
      act: 'Test sign-in',
      title: 'Test sign-in',
      note: 'A test shows what the provider says and signs nobody in.',
      none: 'No test in the last 10 minutes.',
      at: 'Tested',
      outcome: 'A real sign-in',
      outcomes: {
        enters: 'signs in to the connected account',
        connects: 'asks the owner of the account to sign in and connect it first',
        adds: 'creates an account and signs in',
        refused: 'is refused',
      },
      claims: 'What the provider said',
    },
  },
)
