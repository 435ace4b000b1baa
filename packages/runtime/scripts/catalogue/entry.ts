import { getProviders } from "@nangohq/providers";

/** What is read of an entry of the public catalogue; the names are the catalogue's. */
export interface Entry {
  readonly auth_mode: string;
  readonly authorization_url?: string;
  readonly token_url?: string;
  readonly refresh_url?: string;
  readonly authorization_url_fragment?: string;
  readonly authorization_url_replacements?: Readonly<Record<string, string>>;
  readonly authorization_params?: Readonly<Record<string, unknown>>;
  readonly authorization_method?: "header" | "body";
  readonly authorization_code_param_in_callback?: string;
  readonly authorization_code_param_in_webhook?: string;
  readonly token_request_auth_method?: "basic" | "custom" | "private_key_jwt";
  readonly token_params?: Readonly<Record<string, unknown>>;
  readonly refresh_params?: Readonly<Record<string, unknown>>;
  readonly refresh_token_params?: Readonly<Record<string, unknown>>;
  readonly token_headers?: Readonly<Record<string, string>>;
  readonly token_response_metadata?: readonly string[];
  readonly alternate_access_token_response_path?: string;
  readonly redirect_uri_metadata?: readonly string[];
  readonly expires_in_unit?: "milliseconds";
  readonly body_format?: "form" | "json" | "query";
  readonly scope_separator?: string;
  readonly default_scopes?: readonly string[];
  readonly disable_pkce?: boolean;
  readonly require_client_certificate?: boolean;
  readonly post_connection_script?: string;
  readonly connection_config?: Readonly<Record<string, Asked>>;
  readonly proxy: {
    readonly base_url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly query?: Readonly<Record<string, string>>;
  };
}

/** What the catalogue asks a person for. */
export interface Asked {
  readonly title?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly example?: string;
  readonly default_value?: string;
  readonly hidden?: boolean;
  /** Filled in by code. */
  readonly automated?: boolean;
  readonly secret?: boolean;
}

/** The installed catalogue's entries of one kind, by name, with what they inherit. */
export function entriesOf(mode: "OAUTH2" | "OAUTH2_CC"): [name: string, entry: Entry][] {
  const all = Object.entries((getProviders() ?? {}) as unknown as Record<string, Entry>);
  return all.filter(([, entry]) => entry.auth_mode === mode).sort(([a], [b]) => (a < b ? -1 : 1));
}
