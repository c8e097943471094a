/** Builds @loggia/seller and packs it into the folder `into`; answers the path of the archive. */
export declare function packSeller(into: string): Promise<string>
/** `npm pack` of what was built in `folder`, into the folder `into`; answers the path of the archive. */
export declare function packBuilt(folder: string, into: string): Promise<string>
/** Puts an archive, and the zod that this repository has, where `npm install` in `folder` would put them. */
export declare function unpackInto(folder: string, archive: string): void
