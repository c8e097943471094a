import { defineTexts } from '@loggia/ui'

/** What the end of its term means for a license; other services have data that is released. */
export const licenseLifeTexts = defineTexts(
  {
    standing: {
      expiring: (until: string, freezes: string, releases: string) =>
        `${until} 到期。不续费将于 ${freezes} 冻结，${releases} 失效，失效后不能恢复。`,
      grace: (freezes: string, releases: string) =>
        `License 已到期，宽限期内仍可使用。不续费将于 ${freezes} 冻结，${releases} 失效，失效后不能恢复。`,
      retention: (releases: string) => `服务已冻结，将于 ${releases} 失效，失效后不能恢复。续费后立即解冻。`,
    },
    loss: {
      use: (name: string, freezes: string, releases: string) =>
        `${name}已到期，${freezes} 冻结，${releases} 失效。`,
      data: (name: string, _freezes: string, releases: string) =>
        `${name}已冻结，${releases} 失效，失效后不能恢复。`,
    },
    releases: (day: string) => `${day} 失效`,
    after: (freezes: string, releases: string) => `${freezes} 冻结，${releases} 失效`,
  },
  {
    standing: {
      expiring: (until, freezes, releases) =>
        `Expires on ${until}. Unless you renew, it freezes on ${freezes} and ends for good on ${releases}.`,
      grace: (freezes, releases) =>
        `Expired, but you can still use it during the grace period. Unless you renew, it freezes on ${freezes} and ends for good on ${releases}.`,
      retention: (releases) => `Frozen. It ends for good on ${releases}. Renew to unfreeze it at once.`,
    },
    loss: {
      use: (name, freezes, releases) =>
        `${name} has expired. It freezes on ${freezes} and ends for good on ${releases}.`,
      data: (name, _freezes, releases) => `${name} is frozen and ends for good on ${releases}.`,
    },
    releases: (day) => `Ends for good ${day}`,
    after: (freezes, releases) => `Freezes ${freezes}, ends for good ${releases}`,
  },
)
