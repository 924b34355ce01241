/**
 * The known answers of the Certificate Transparency reference tree, by which implementations of RFC 6962 are compared
 * (github.com/transparency-dev/merkle, testonly): eight entries, their roots by size, and paths. All in hex.
 */
export const ENTRIES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];

export const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const NODES = {
  leaf0: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  leaf1: '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  leaf4: 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  leaves01: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  leaves23: '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  leaves45: '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  leaves67: 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  leaves0to3: 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  leaves4to7: '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
} as const;

export const INCLUSION_PATHS = [
  { index: 0, size: 1, path: [] },
  { index: 0, size: 2, path: [NODES.leaf1] },
  { index: 1, size: 2, path: [NODES.leaf0] },
  { index: 2, size: 3, path: [NODES.leaves01] },
  { index: 1, size: 5, path: [NODES.leaf0, NODES.leaves23, NODES.leaf4] },
  { index: 0, size: 8, path: [NODES.leaf1, NODES.leaves23, NODES.leaves4to7] },
  { index: 5, size: 8, path: [NODES.leaf4, NODES.leaves67, NODES.leaves0to3] },
];

export const CONSISTENCY_PATHS = [
  { from: 1, to: 1, path: [] },
  { from: 1, to: 8, path: [NODES.leaf1, NODES.leaves23, NODES.leaves4to7] },
  { from: 2, to: 5, path: [NODES.leaves23, NODES.leaf4] },
  { from: 6, to: 8, path: [NODES.leaves45, NODES.leaves67, NODES.leaves0to3] },
];
