import type { NextConfig } from 'next';

const config: NextConfig = {
  // This folder is a project of its own, although a lock file stands above it too.
  turbopack: { root: import.meta.dirname },
  devIndicators: false,
};

export default config;
