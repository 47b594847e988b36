interface ImportMetaEnv {
  /** Address at which no backend answered, so that the development server answers with mock data. */
  readonly VITE_MOCK_API?: string;
}
