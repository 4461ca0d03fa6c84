/** Generated from openapi.json by `npm run types`. Do not edit. */

export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Status"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    favorite?: boolean | null;
                    limit?: number;
                    project?: string | null;
                    q?: string;
                    since?: string | null;
                    sort?: "newest" | "oldest";
                    type?: ("image" | "video" | "audio") | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AssetList"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /** Format: binary */
                        file: Blob;
                        name?: string;
                    };
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Asset"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/assets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Asset"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AssetsDeleted"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AssetPatch"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Asset"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/assets/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/assets/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Asset"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/assets/{id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/assets/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AssetIds"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AssetsDeleted"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/assets/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AssetIds"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    active?: boolean | null;
                    cursor?: string | null;
                    kind?: string | null;
                    limit?: number;
                    status?: ("queued" | "processing" | "completed" | "failed" | "cancelled") | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobList"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobEnvelope"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobEnvelope"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ModelList"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ModelRemoved"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/pull": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobEnvelope"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QueueState"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QueueState"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PublicSettings"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generate-image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImageRequest"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImageResponse"];
                    };
                };
                /** @description ok */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobEnvelope"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gpu-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GpuStatus"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gpu/unload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UnloadRequest"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Unloaded"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Health"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SessionRequest"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description error */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorEnvelope"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** Asset */
        Asset: {
            /** Ai Generated */
            ai_generated: boolean;
            /** Bytes */
            bytes: number;
            /**
             * Color
             * @description Dominant colour as #rrggbb, for the frame before the picture loads.
             */
            color: string | null;
            /** Created At */
            created_at: string;
            /** Duration S */
            duration_s: number | null;
            /** Favorite */
            favorite: boolean;
            /** Height */
            height: number | null;
            /** Id */
            id: string;
            /** Job Id */
            job_id: string | null;
            /** Mime */
            mime: string;
            /** Name */
            name: string;
            /** Project */
            project: string;
            /** Prompt */
            prompt: string;
            /**
             * Recipe
             * @description Everything needed to make it again: an ImageRequest's fields, model and seed.
             */
            recipe: {
                [key: string]: unknown;
            } | null;
            /** Sha256 */
            sha256: string;
            /** Source */
            source: string;
            /** Tags */
            tags: string[];
            /** Thumbnail Url */
            thumbnail_url: string | null;
            /**
             * Type
             * @enum {string}
             */
            type: "image" | "video" | "audio";
            /** Url */
            url: string;
            /** Width */
            width: number | null;
        };
        /** AssetIds */
        AssetIds: {
            /** Ids */
            ids: string[];
        };
        /**
         * AssetImport
         * @description The owner's first form of an asset: the picture as a data URL.
         */
        AssetImport: {
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Prompt
             * @default
             */
            prompt?: string;
            /**
             * Type
             * @enum {string}
             */
            type: "image" | "video" | "audio";
            /**
             * Url
             * @description data:image/png;base64,…
             */
            url: string;
        };
        /** AssetList */
        AssetList: {
            /** Items */
            items: components["schemas"]["Asset"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total: number;
        };
        /** AssetPatch */
        AssetPatch: {
            /**
             * Favorite
             * @default null
             */
            favorite?: boolean | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /**
             * Tags
             * @default null
             */
            tags?: string[] | null;
        };
        /** AssetsDeleted */
        AssetsDeleted: {
            /** Deleted */
            deleted: string[];
            /** Missing */
            missing: string[];
            /** Restorable Until */
            restorable_until: string;
        };
        /** Check */
        Check: {
            /** Detail */
            detail: string;
            /** Ok */
            ok: boolean;
        };
        /**
         * ErrorBody
         * @description The OpenAI error form, with a hint and the request's id. `job_id` names the job that failed or still runs.
         */
        ErrorBody: {
            /** Code */
            code: string;
            /**
             * Hint
             * @default
             */
            hint?: string;
            /**
             * Job Id
             * @default null
             */
            job_id?: string | null;
            /** Message */
            message: string;
            /**
             * Param
             * @default null
             */
            param?: string | null;
            /**
             * Request Id
             * @default
             */
            request_id?: string;
            /** Type */
            type: string;
        };
        /** ErrorEnvelope */
        ErrorEnvelope: {
            error: components["schemas"]["ErrorBody"];
        };
        /** GeneratedImage */
        GeneratedImage: {
            asset: components["schemas"]["Asset"];
            /** Cached */
            cached: boolean;
            /**
             * Image Base64
             * @default null
             */
            image_base64?: string | null;
            /** Seed */
            seed: number;
        };
        /** GpuStatus */
        GpuStatus: {
            /** Device */
            device: string;
            /** Device Name */
            device_name: string;
            /** Is Gpu */
            is_gpu: boolean;
            /** Last Swap Ms */
            last_swap_ms: number | null;
            /** Lease */
            lease: string | null;
            /** Models */
            models: components["schemas"]["LoadedModel"][];
            queue: components["schemas"]["QueueCounts"];
            ram: components["schemas"]["Memory"];
            /** Residency */
            residency: string;
            /** @description Bytes; null without a GPU. */
            vram: components["schemas"]["Memory"] | null;
            /** Worker Alive */
            worker_alive: boolean;
        };
        /** Health */
        Health: {
            /** Checks */
            checks: {
                [key: string]: components["schemas"]["Check"];
            };
            /**
             * Status
             * @enum {string}
             */
            status: "ok" | "degraded";
            /** Version */
            version: string;
        };
        /**
         * ImageLimits
         * @description What an image checkpoint takes and its defaults. Sizes in pixels.
         */
        ImageLimits: {
            /**
             * Factor
             * @description Width and height are multiples of this.
             */
            factor: number;
            /** Guidance */
            guidance: number;
            /** Height */
            height: number;
            /** Languages */
            languages: string[];
            /** Max Size */
            max_size: number;
            /** Min Size */
            min_size: number;
            /** Min Steps */
            min_steps: number;
            /** Schedulers */
            schedulers: string[];
            /** Steps */
            steps: number;
            /** Width */
            width: number;
        };
        /**
         * ImageRequest
         * @description What to draw. Fields left out take the checkpoint's own defaults from the catalog.
         */
        ImageRequest: {
            /**
             * Cache
             * @description Answer from the result cache when recipe and seed were made before.
             * @default true
             */
            cache?: boolean;
            /**
             * Force
             * @description Allow fewer steps than the checkpoint needs.
             * @default false
             */
            force?: boolean;
            /**
             * Guidance Scale
             * @description How closely the prompt is followed; 0 or 1: no guidance.
             * @default null
             */
            guidance_scale?: number | null;
            /**
             * Height
             * @default null
             */
            height?: number | null;
            /**
             * Include Base64
             * @description Put the pictures into the answer; ignored when it is 202.
             * @default true
             */
            include_base64?: boolean;
            /**
             * Model
             * @default null
             */
            model?: string | null;
            /**
             * Negative Prompt
             * @default
             */
            negative_prompt?: string;
            /**
             * Num Inference Steps
             * @description Denoising steps.
             * @default null
             */
            num_inference_steps?: number | null;
            /**
             * Num Outputs
             * @default 1
             */
            num_outputs?: number;
            /**
             * Output Format
             * @default png
             * @constant
             */
            output_format?: "png";
            /**
             * Project
             * @default default
             */
            project?: string;
            /**
             * Prompt
             * @description Any length is used in full. Weights: `(word:1.2)`, `[word]`, `word++`.
             */
            prompt: string;
            /**
             * Scheduler
             * @default null
             */
            scheduler?: string | null;
            /**
             * Seed
             * @description Output n uses seed + n. Drawn at random when left out.
             * @default null
             */
            seed?: number | null;
            /**
             * Width
             * @description Pixels; a multiple of the model's factor, within its limits.
             * @default null
             */
            width?: number | null;
        };
        /** ImageResponse */
        ImageResponse: {
            /** Cached */
            cached: boolean;
            /** Device */
            device: string;
            /**
             * Image Base64
             * @description The first picture, base64 without a data-URL prefix.
             * @default null
             */
            image_base64?: string | null;
            /** Images */
            images: components["schemas"]["GeneratedImage"][];
            /** Job Id */
            job_id: string;
            /** Model */
            model: string;
            /** Prompt Used */
            prompt_used: string;
            timings: components["schemas"]["Timings"];
            /**
             * Truncated
             * @default false
             * @constant
             */
            truncated?: false;
            /** Warnings */
            warnings: components["schemas"]["Warning"][];
        };
        /**
         * Job
         * @description A request to make something and how far it is. Times are ISO 8601 in UTC.
         */
        Job: {
            /** Attempt */
            attempt: number;
            /** Cancelling */
            cancelling: boolean;
            /** Created At */
            created_at: string;
            error: components["schemas"]["ErrorBody"] | null;
            /** Eta S */
            eta_s: number | null;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Message */
            message: string;
            /** Model */
            model: string;
            /** Params */
            params: {
                [key: string]: unknown;
            };
            /** Parent Id */
            parent_id: string | null;
            /**
             * Position
             * @description Place in the queue, 1 is next; null when not queued.
             */
            position: number | null;
            /** Progress */
            progress: number;
            /** Project */
            project: string;
            /** Result */
            result: {
                [key: string]: unknown;
            } | null;
            /** Retried From */
            retried_from: string | null;
            /** Seq */
            seq: number;
            /** Stage */
            stage: string;
            /** Started At */
            started_at: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "queued" | "processing" | "completed" | "failed" | "cancelled";
            /** Step */
            step: number | null;
            /** Steps */
            steps: number | null;
        };
        /** JobEnvelope */
        JobEnvelope: {
            job: components["schemas"]["Job"];
        };
        /** JobList */
        JobList: {
            /** Items */
            items: components["schemas"]["Job"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Paused */
            paused: boolean;
        };
        /**
         * JobPreviewEvent
         * @description Socket event `job_preview`; the JPEG follows as the event's second, binary argument.
         */
        JobPreviewEvent: {
            /** Id */
            id: string;
            /** Seq */
            seq: number;
        };
        /**
         * JobUpdateEvent
         * @description Socket event `job_update`: a hint that a job changed; `GET /api/jobs/{id}` is the truth.
         */
        JobUpdateEvent: {
            /** Cancelling */
            cancelling: boolean;
            /** Eta S */
            eta_s: number | null;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Message */
            message: string;
            /** Position */
            position: number | null;
            /** Progress */
            progress: number;
            /** Seq */
            seq: number;
            /** Stage */
            stage: string;
            /**
             * Status
             * @enum {string}
             */
            status: "queued" | "processing" | "completed" | "failed" | "cancelled";
            /** Step */
            step: number | null;
            /** Steps */
            steps: number | null;
        };
        /** LoadedModel */
        LoadedModel: {
            /** Bytes */
            bytes: number;
            /** Last Used */
            last_used: string | null;
            /** Load Ms */
            load_ms: number | null;
            /** Name */
            name: string;
            /**
             * State
             * @enum {string}
             */
            state: "unloaded" | "ram" | "gpu" | "loading";
        };
        /** Memory */
        Memory: {
            /** Free */
            free: number;
            /** Total */
            total: number;
            /** Used */
            used: number;
        };
        /** ModelInfo */
        ModelInfo: {
            /**
             * Active
             * @description The image model used when a request names none.
             */
            active: boolean;
            /** Bytes */
            bytes: number;
            /** Capabilities */
            capabilities: string[];
            /** Commercial Use */
            commercial_use: boolean;
            /** Description */
            description: string;
            /** Description Es */
            description_es: string;
            /** Id */
            id: string;
            /** License */
            license: string;
            /** License Url */
            license_url: string;
            limits: components["schemas"]["ImageLimits"] | null;
            /**
             * State
             * @enum {string}
             */
            state: "installed" | "missing" | "partial" | "pulling";
            /** Task */
            task: string;
            /** Title */
            title: string;
            /** Title Es */
            title_es: string;
        };
        /** ModelList */
        ModelList: {
            /** Items */
            items: components["schemas"]["ModelInfo"][];
        };
        /** ModelRemoved */
        ModelRemoved: {
            /** Freed Bytes */
            freed_bytes: number;
            /** Id */
            id: string;
        };
        /** PublicSettings */
        PublicSettings: {
            /** Auth Required */
            auth_required: boolean;
            /** Default Model */
            default_model: string;
            /** Gpu Residency */
            gpu_residency: string;
            /** Job Timeout S */
            job_timeout_s: number;
            /** Max Upload Bytes */
            max_upload_bytes: number;
            /** Result Cache */
            result_cache: boolean;
            /** Sync Timeout S */
            sync_timeout_s: number;
            /** Version */
            version: string;
            /** Worker */
            worker: string;
        };
        /** QueueCounts */
        QueueCounts: {
            /** Paused */
            paused: boolean;
            /** Processing */
            processing: number;
            /** Queued */
            queued: number;
        };
        /** QueueState */
        QueueState: {
            /** Paused */
            paused: boolean;
            /** Processing */
            processing: number;
            /** Queued */
            queued: number;
        };
        /** SessionRequest */
        SessionRequest: {
            /** Key */
            key: string;
        };
        /** SessionState */
        SessionState: {
            /** Auth Required */
            auth_required: boolean;
            /** Authenticated */
            authenticated: boolean;
        };
        /**
         * Status
         * @description `GET /`. With keys set and none sent only status and version are there.
         */
        Status: {
            /**
             * Capabilities
             * @default null
             */
            capabilities?: string[] | null;
            /**
             * Device
             * @default null
             */
            device?: string | null;
            /**
             * Model
             * @default null
             */
            model?: string | null;
            /** @default null */
            queue?: components["schemas"]["QueueCounts"] | null;
            /**
             * Status
             * @constant
             */
            status: "ok";
            /**
             * Uptime S
             * @default null
             */
            uptime_s?: number | null;
            /** Version */
            version: string;
        };
        /** Timings */
        Timings: {
            /**
             * Decode S
             * @default 0
             */
            decode_s?: number;
            /**
             * Denoise S
             * @default 0
             */
            denoise_s?: number;
            /**
             * Encode S
             * @default 0
             */
            encode_s?: number;
            /**
             * Load S
             * @default 0
             */
            load_s?: number;
            /**
             * Queue S
             * @default 0
             */
            queue_s?: number;
            /**
             * Save S
             * @default 0
             */
            save_s?: number;
            /**
             * Total S
             * @default 0
             */
            total_s?: number;
        };
        /** Unloaded */
        Unloaded: {
            /** Freed Bytes */
            freed_bytes: number;
            /** Unloaded */
            unloaded: string[];
        };
        /** UnloadRequest */
        UnloadRequest: {
            /**
             * Model
             * @default null
             */
            model?: string | null;
        };
        /** UploadForm */
        UploadForm: {
            /**
             * Name
             * @default
             */
            name?: string;
        };
        /** Warning */
        Warning: {
            /** Code */
            code: string;
            /** Message */
            message: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
