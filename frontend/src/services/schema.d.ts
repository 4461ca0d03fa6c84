/** Generated from openapi.json by `npm run types`. Do not edit. */

export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the studio up. A browser is sent to the page. */
        get: operations["status"];
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
        /** A page of the library. */
        get: operations["list_assets"];
        put?: never;
        /** Add a picture, a video or a sound: a file, or a data URL. It is checked and written anew before it is kept. */
        post: operations["create_asset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/assets/{asset_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One asset's record. */
        get: operations["get_asset"];
        put?: never;
        post?: never;
        /** Delete one asset; it can be restored for a while. */
        delete: operations["delete_asset"];
        options?: never;
        head?: never;
        /** Change name, favourite mark or tags; what is left out stays. */
        patch: operations["change_asset"];
        trace?: never;
    };
    "/api/assets/{asset_id}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who agreed, when and to what, and what it was made from. 404 for an asset without faces of others in it. */
        get: operations["asset_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/assets/{asset_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The asset's own bytes. */
        get: operations["asset_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/assets/{asset_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a deleted asset back, for 10 minutes after its deletion. */
        post: operations["restore_asset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/assets/{asset_id}/subtitles.srt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is said in a video of the studio's, as SubRip subtitles. 404 for an asset of which nobody knows the words. */
        get: operations["asset_srt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/assets/{asset_id}/subtitles.vtt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as WebVTT, which a player in a page shows. */
        get: operations["asset_vtt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/assets/{asset_id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A small picture of the asset. */
        get: operations["asset_thumbnail"];
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
        /** Delete several assets; ids that are not there are named. */
        post: operations["delete_assets"];
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
        /** Several assets' files as a ZIP archive. */
        post: operations["export_assets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/brands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's brand kits, oldest first. */
        get: operations["list_brands"];
        put?: never;
        /** Make a brand kit. With `default`, no other kit is the default any more. */
        post: operations["create_brand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/brands/{brand_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One brand kit. */
        get: operations["get_brand"];
        /** Replace a brand kit: fields left out go back to their defaults. */
        put: operations["replace_brand"];
        post?: never;
        /** Delete a brand kit. Its logo stays in the library. */
        delete: operations["delete_brand"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fonts/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A typeface as a page loads it; its address names its content, so it is kept for ever. */
        get: operations["font_file"];
        put?: never;
        post?: never;
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
        /** The caller's jobs, newest first. */
        get: operations["list_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a job is, and its result or error. */
        get: operations["get_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a job: at once while it is queued, at its next step while it runs. A finished job stays as it is. */
        post: operations["cancel_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last picture of the unfinished result; 404 while there is none. */
        get: operations["job_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a finished job's request again, as a new job. */
        post: operations["retry_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/loras": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own LoRAs, newest first, then the files of the studio's folder. */
        get: operations["list_loras"];
        put?: never;
        /** Add a LoRA: a safetensors file, or the address of one. It is checked before it is kept. */
        post: operations["create_lora"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/loras/{lora_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete one's own LoRA; `POST /api/assets/{id}/restore` brings it back for a while. 409 for a file of the folder. */
        delete: operations["delete_lora"];
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
        /** The catalog, with what is installed here. */
        get: operations["list_models"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{model_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a model's files. 409 while a job uses or pulls it, and for the model that ships with the studio. */
        delete: operations["remove_model"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{model_id}/license": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A model's licence, its condition if it has one, and whether that was accepted here. */
        get: operations["model_license"];
        put?: never;
        /** Accept the condition of a model and of what it needs. Kept in the data folder with who, when and what text. */
        post: operations["accept_license"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{model_id}/pull": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Download a model, as a job. One that is being pulled already gives that job. */
        post: operations["pull_model"];
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
        /** Start no further job; what runs goes on. */
        post: operations["pause_queue"];
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
        /** Start jobs again. */
        post: operations["resume_queue"];
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
        /** The settings a client may need to know. */
        get: operations["settings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/avatars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who can present a video: the studio's presenters, each with its licence, then the caller's own avatars, the oldest first. */
        get: operations["list_avatars"];
        put?: never;
        /**
         * Make a presenter of a portrait: one face, looking at the camera. `consent` must be true; it is kept with the avatar.
         * @description Waits for the result, or answers 202 with the job when asked to or when the wait grows too long; the avatar's id is the job's.
         */
        post: operations["create_avatar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/avatars/{avatar_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete an avatar of the caller's with its portrait. Videos that show it stay. */
        delete: operations["delete_avatar"];
        options?: never;
        head?: never;
        /** Rename an avatar of the caller's. */
        patch: operations["update_avatar"];
        trace?: never;
    };
    "/avatars/{avatar_id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The avatar talking, without sound; it begins again where it ends. */
        get: operations["avatar_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/avatars/{avatar_id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture of the avatar. */
        get: operations["avatar_thumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/face-swap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put the faces of one to eight photos onto those of a picture or a video. `consent` must be true.
         * @description Waits for the result, or answers 202 with the job when asked to or when the wait grows too long. A video (MP4, MOV, WebM or MKV; not in base64) is always 202; its job's result has `asset`, `faces`, `frames` and `frames_changed`. As a form, `source` and `target` are files, `mapping` is JSON. GET /api/assets/{id}/audit tells later who agreed and what it was made from.
         */
        post: operations["face_swap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/faces/detect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The faces of a picture, the largest first: where they are, which way they look, and what a swap can make of them.
         * @description Nothing is put into the library; the picture that was sent is kept for some hours, so that a swap can name it.
         */
        post: operations["detect_faces"];
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
        /**
         * Draw one to four pictures from a prompt, or change a picture.
         * @description Waits for the result, or answers 202 with the job when asked to or when the wait grows too long. As a form, `image` and `mask` are files, `loras` and `outpaint` JSON.
         */
        post: operations["generate_image"];
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
        /** The device, its memory and the models on it, as the worker last told. */
        get: operations["gpu_status"];
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
        /** Free the device: one model, or all of them. 409 while a job uses it. */
        post: operations["unload_models"];
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
        /** Can the studio do its work: workers, disk and library. 503 when one of them cannot. */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/magic-prompt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write a good ad prompt from a short one.
         * @description The person's own words stay as typed, with their weights. The engine `llm` rewrites freely, but keeps what is weighted.
         */
        post: operations["magic_prompt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/magic-script": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an ad script that lasts as long as asked.
         * @description It promises nothing that the request does not say: add prices, dates and places yourself.
         */
        post: operations["magic_script"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests, jobs, queue, waiting callers and sockets, for Prometheus. */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/music": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The studio's own music for videos, free for any use; `music` of a video names one of them. */
        get: operations["list_music"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/music/{music_id}/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One round of the piece; it begins again without a seam. */
        get: operations["music_sample"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/predict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draw from a prompt: one picture is answered as an image file, two to four as JSON.
         * @description Always waits: when the limit is reached the answer is 504 with the id of the job, which goes on.
         */
        post: operations["predict"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/render-multi-scene": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A video of scenes: pictures, clips, colours, avatars, or pictures drawn from a prompt. Answers as /render-video does. */
        post: operations["render_multi_scene"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/render-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * One frame as the video would show it, with estimated times: no voice is made. `X-Video-Time` says which second it is.
         * @description The caller's earlier preview is given up (409 `job_cancelled`) when it has not been begun: only the latest is worth drawing.
         */
        post: operations["render_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/render-video": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An avatar says a script: voice, captions, music, brand and call to action.
         * @description Always 202. The job passes 10 (accepted), 30 (the avatar is animated), 70 (subtitles) and 100; its result is a `VideoResult`. What the request names is kept for the job, so it may be deleted meanwhile.
         */
        post: operations["render_video"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/say": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say a text: a sound of the library, with the time of every word and subtitles.
         * @description Waits for the result, or answers 202 with the job when asked to or when the wait grows too long.
         */
        post: operations["say"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/script-length": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How long a script takes to say and how it is read, at once, while it is typed. One without words yet takes 0 s. */
        post: operations["script_length"];
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
        /** Is this caller signed in, and need it be. */
        get: operations["session_state"];
        put?: never;
        /** Change an API key for a cookie, so that pictures and videos load in a page. */
        post: operations["sign_in"];
        /** Forget the cookie. */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/styles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ad styles that a request's `style` may name. */
        get: operations["list_styles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/timing-report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Seconds per stage of the last image requests, and their totals since the first start. */
        get: operations["timing_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transcribe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The words of a sound or a video with their times, and subtitles (SRT, VTT).
         * @description With `script` its words are placed in the recording, so that captions show them as they are written. Waits for the result, or answers 202 with the job when asked to or when the wait grows too long; the job's result has the same fields, warnings as their codes. The transcript stays with the job, for its owner alone; the file that was sent goes after some hours and never enters the library.
         */
        post: operations["transcribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/translate-prompt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a Spanish prompt becomes in English, before it is used. Weights and brackets stay. */
        post: operations["translate_prompt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audio/speech": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say a text, as OpenAI's `audio.speech.create`. The sound is in the library too.
         * @description `pcm` is 24 kHz, 16 bits, one channel, without a header.
         */
        post: operations["create_openai_speech"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audio/transcriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Listen to a recording, as OpenAI's `audio.transcriptions.create`. */
        post: operations["create_openai_transcription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/images/edits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change a picture, as OpenAI's `images.edit`.
         * @description With a mask, or a picture that has transparent parts, what is transparent is redrawn by any model that can inpaint. Without one the prompt is an instruction, which needs a model with the capability `edit`; 501 when there is none.
         */
        post: operations["create_openai_edit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/images/files/{link}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture by the link that an answer with `url` gave: for 60 minutes, without a key. */
        get: operations["linked_image"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/images/generations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Draw pictures from a prompt, as OpenAI's `images.generate`. */
        post: operations["create_openai_image"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/images/variations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draw a picture anew from another one, as OpenAI's `images.create_variation`.
         * @description What the picture shows is taken from its own file when that says what it was made from.
         */
        post: operations["create_openai_variation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The installed models that make pictures, in OpenAI's form; the default one first. */
        get: operations["list_openai_models"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{model}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One model in OpenAI's form. The names of OpenAI's own image models give the studio's default one. */
        get: operations["get_openai_model"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/video-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Formats, platforms with their safe zones, caption styles, fonts, motions, transitions and presets. */
        get: operations["video_options"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/voices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every voice, the best of each language first, with its licence and a sample to play. */
        get: operations["list_voices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/voices/{voice_id}/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A sentence in the voice's own language; it plays whether the voice is installed or not. */
        get: operations["voice_sample"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** Acceptance */
        Acceptance: {
            /** Model */
            model: string;
            /**
             * Sha256
             * @description Of the English condition that was shown.
             */
            sha256: string;
            /**
             * Time
             * @description ISO 8601, UTC.
             */
            time: string;
        };
        /**
         * AspectInfo
         * @description `width`, `height`: pixels of a finished video.
         */
        AspectInfo: {
            /**
             * Caption Em
             * @description Size of captions at size 1, as a share of the shorter side.
             */
            caption_em: number;
            /** Height */
            height: number;
            /**
             * Id
             * @enum {string}
             */
            id: "9:16" | "1:1" | "4:5" | "16:9";
            /** Width */
            width: number;
        };
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
            type: "image" | "video" | "audio" | "lora";
            /** Url */
            url: string;
            /** Width */
            width: number | null;
        };
        /**
         * AssetDeletedEvent
         * @description Socket event `asset_deleted`. `asset_created` carries an `Asset`, `gpu_status` a `GpuStatus`.
         */
        AssetDeletedEvent: {
            /** Id */
            id: string;
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
        /**
         * Audit
         * @description What is known of how a picture with somebody's face came about. The pictures themselves are not kept.
         */
        Audit: {
            consent: components["schemas"]["Consent"];
            /** Created At */
            created_at: string;
            /** Engine */
            engine: string;
            /** Job Id */
            job_id: string;
            /**
             * Models
             * @description Catalog ids of what took part.
             */
            models: string[];
            /**
             * Sources
             * @description SHA-256 of each source photo as it was sent.
             */
            sources: string[];
            /**
             * Target
             * @description SHA-256.
             */
            target: string;
        };
        /** Avatar */
        Avatar: {
            /**
             * Animation
             * @description How it is moved: by rule, from the sounds that are said. No model draws it.
             * @constant
             */
            animation: "parametric";
            /** Commercial Use */
            commercial_use: boolean;
            /**
             * Created At
             * @description null: it comes with the studio.
             */
            created_at: string | null;
            /** Credit */
            credit: string;
            /**
             * Credit Required
             * @description Who publishes a video with it must name its author, as `credit` says.
             */
            credit_required: boolean;
            /**
             * Gender
             * @description Of the voice it is given when none is chosen; null: the best one.
             */
            gender: ("female" | "male") | null;
            /**
             * Id
             * @description What `avatar_id` of a video names.
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "cartoon" | "photo";
            /** License */
            license: string;
            /** License Url */
            license_url: string;
            /**
             * Mine
             * @description Made by the caller, who may rename and delete it.
             */
            mine: boolean;
            /** Name */
            name: string;
            /**
             * Preview Url
             * @description The avatar talking: a short silent WebP that begins again.
             */
            preview_url: string;
            /**
             * Thumbnail Url
             * @description WebP, 320 x 400.
             */
            thumbnail_url: string;
        };
        /** AvatarDeleted */
        AvatarDeleted: {
            /** Id */
            id: string;
        };
        /**
         * AvatarForm
         * @description A portrait: a file `portrait` of the form, or a picture of the library.
         */
        AvatarForm: {
            /**
             * Asset Id
             * @description A picture of the library.
             * @default null
             */
            asset_id?: string | null;
            /**
             * Consent
             * @description Who is shown has agreed to be a presenter; kept with the avatar.
             * @default false
             */
            consent?: boolean;
            /** Name */
            name: string;
        };
        /** AvatarList */
        AvatarList: {
            /** Items */
            items: components["schemas"]["Avatar"][];
        };
        /** AvatarPatch */
        AvatarPatch: {
            /** Name */
            name: string;
        };
        /**
         * BackgroundRequest
         * @description What is behind an avatar: at most one. Neither: the brand's colours.
         */
        BackgroundRequest: {
            /**
             * Asset Id
             * @description A picture or a video of the library.
             * @default null
             */
            asset_id?: string | null;
            /**
             * Color
             * @default null
             */
            color?: string | null;
            /**
             * To
             * @description The colour at the bottom, where `color` is at the top.
             * @default null
             */
            to?: string | null;
        };
        /** Brand */
        Brand: {
            /** Colors */
            colors: string[];
            /** Created At */
            created_at: string;
            /** Cta */
            cta: string;
            /** Default */
            default: boolean;
            /** Fonts */
            fonts: string[];
            /** Id */
            id: string;
            /** Lexicon */
            lexicon: components["schemas"]["LexiconEntry-Output"][];
            /** Logo Asset Id */
            logo_asset_id: string | null;
            /** Name */
            name: string;
            /** Products */
            products: string[];
            /** Tagline */
            tagline: string;
            /** Tone */
            tone: string;
            /** Updated At */
            updated_at: string;
        };
        /** BrandDeleted */
        BrandDeleted: {
            /** Id */
            id: string;
        };
        /** BrandList */
        BrandList: {
            /** Items */
            items: components["schemas"]["Brand"][];
        };
        /**
         * BrandRequest
         * @description All that a person may set; a PUT puts back what it leaves out to the values here.
         */
        BrandRequest: {
            /**
             * Colors
             * @description #rrggbb, the leading one first.
             * @default []
             */
            colors?: string[];
            /**
             * Cta
             * @description Call to action: Buy now, Book a table…
             * @default
             */
            cta?: string;
            /**
             * Default
             * @description Used when a request asks for the brand and names none. One per owner.
             * @default false
             */
            default?: boolean;
            /**
             * Fonts
             * @description Names of typefaces: headings first, then text.
             * @default []
             */
            fonts?: string[];
            /**
             * Lexicon
             * @default []
             */
            lexicon?: components["schemas"]["LexiconEntry-Input"][];
            /**
             * Logo Asset Id
             * @description A picture of the library.
             * @default null
             */
            logo_asset_id?: string | null;
            /** Name */
            name: string;
            /**
             * Products
             * @default []
             */
            products?: string[];
            /**
             * Tagline
             * @default
             */
            tagline?: string;
            /**
             * Tone
             * @description How the brand speaks and looks: warm, playful, sober…
             * @default
             */
            tone?: string;
        };
        /** CaptionColors */
        CaptionColors: {
            /**
             * Active
             * @description Of the word that is heard.
             * @default null
             */
            active?: string | null;
            /**
             * Box
             * @default null
             */
            box?: string | null;
            /**
             * Outline
             * @description null: black or white, whichever makes a word readable.
             * @default null
             */
            outline?: string | null;
            /**
             * Text
             * @default null
             */
            text?: string | null;
        };
        /** CaptionRequest */
        CaptionRequest: {
            /**
             * @default {
             *       "text": null,
             *       "active": null,
             *       "box": null,
             *       "outline": null
             *     }
             */
            colors?: components["schemas"]["CaptionColors"];
            /**
             * Font
             * @description A family of GET /video-options; "": the brand's, or the style's own.
             * @default
             */
            font?: string;
            /**
             * Outline
             * @description Width of the outline, of the style's own; 0: none.
             * @default 1
             */
            outline?: number;
            /**
             * Position
             * @description Or a share of the height, 0 to 1; kept inside the platform's safe zone.
             * @default auto
             */
            position?: ("auto" | "top" | "middle" | "bottom") | number;
            /**
             * Size
             * @default 1
             */
            size?: number;
            /**
             * Style
             * @default highlight
             * @enum {string}
             */
            style?: "highlight" | "pop" | "box" | "one_word" | "karaoke" | "plain" | "none";
            /**
             * Uppercase
             * @default false
             */
            uppercase?: boolean;
        };
        /**
         * CaptionStyleInfo
         * @description How a style looks when a request and the brand say nothing else.
         */
        CaptionStyleInfo: {
            /** Active */
            active: string;
            /** Box */
            box: string | null;
            /**
             * Edge
             * @description Width of the outline, of the letters' size; 0: none.
             */
            edge: number;
            /** Font */
            font: string;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Name Es */
            name_es: string;
            /**
             * Size
             * @description Of `caption_em`.
             */
            size: number;
            /** Text */
            text: string;
            /** Uppercase */
            uppercase: boolean;
        };
        /** Check */
        Check: {
            /** Detail */
            detail: string;
            /** Ok */
            ok: boolean;
        };
        /** Consent */
        Consent: {
            /**
             * Given At
             * @description ISO 8601, UTC.
             */
            given_at: string;
            /** Owner */
            owner: string;
            /**
             * Text
             * @description What was agreed to.
             */
            text: string;
        };
        /**
         * CtaRequest
         * @description The closing card. `text` "" takes the brand's call to action.
         */
        CtaRequest: {
            /**
             * Detail
             * @description An address, a telephone number.
             * @default
             */
            detail?: string;
            /**
             * Headline
             * @default
             */
            headline?: string;
            /**
             * Seconds
             * @default 3
             */
            seconds?: number;
            /**
             * Text
             * @default
             */
            text?: string;
        };
        /** DetectedFace */
        DetectedFace: {
            /**
             * Box
             * @description x0, y0, x1, y1 in pixels of the upright picture.
             */
            box: [
                number,
                number,
                number,
                number
            ];
            /**
             * Index
             * @description What a mapping calls it: 0 is the largest.
             */
            index: number;
            landmarks: components["schemas"]["Landmarks"];
            /**
             * Messages
             * @description The weaknesses in words.
             */
            messages: string[];
            pose: components["schemas"]["FacePose"];
            /**
             * Quality
             * @description How much a swap can make of it, 0 to 1.
             */
            quality: number;
            /**
             * Thumbnail
             * @description Data URL, at most 96 pixels wide.
             */
            thumbnail: string;
            /** Weaknesses */
            weaknesses: string[];
        };
        /**
         * DetectForm
         * @description The picture to search: a file `image` of the form, or this.
         */
        DetectForm: {
            /**
             * Engine
             * @description auto: the one in the settings, `mesh` unless they say otherwise and its licence is acknowledged.
             * @default auto
             * @enum {string}
             */
            engine?: "auto" | "mesh" | "insightface";
            /**
             * Image Asset Id
             * @description A picture of the library.
             * @default null
             */
            image_asset_id?: string | null;
        };
        /** Detection */
        Detection: {
            /**
             * Engine
             * @enum {string}
             */
            engine: "mesh" | "insightface";
            /**
             * Faces
             * @description The largest first; none: an empty list.
             */
            faces: components["schemas"]["DetectedFace"][];
            /** Height */
            height: number;
            image: components["schemas"]["SearchedImage"];
            /**
             * Width
             * @description Of the picture as it is seen, turned as the camera was held.
             */
            width: number;
        };
        /**
         * DetectRequest
         * @description The picture to search: one of the two.
         */
        DetectRequest: {
            /**
             * Engine
             * @description auto: the one in the settings, `mesh` unless they say otherwise and its licence is acknowledged.
             * @default auto
             * @enum {string}
             */
            engine?: "auto" | "mesh" | "insightface";
            /**
             * Image
             * @description PNG, JPEG or WebP as base64, with or without the head of a data URL.
             * @default null
             */
            image?: string | null;
            /**
             * Image Asset Id
             * @description A picture of the library.
             * @default null
             */
            image_asset_id?: string | null;
        };
        /**
         * EditCompletedEvent
         * @description Event of a streamed edit: a finished picture.
         */
        EditCompletedEvent: {
            /** B64 Json */
            b64_json: string;
            /**
             * Background
             * @enum {string}
             */
            background: "auto" | "opaque" | "transparent";
            /** Created At */
            created_at: number;
            /**
             * Output Format
             * @enum {string}
             */
            output_format: "png" | "jpeg" | "webp";
            /**
             * Quality
             * @enum {string}
             */
            quality: "low" | "medium" | "high" | "xhigh" | "max";
            /** Size */
            size: string;
            /**
             * Type
             * @default image_edit.completed
             * @constant
             */
            type: "image_edit.completed";
            usage: components["schemas"]["Usage"];
        };
        /**
         * EditForm
         * @description `client.images.edit`, beside the files `image` (or several `image[]`), `mask` and `markup`.
         */
        EditForm: {
            /**
             * Background
             * @default null
             */
            background?: ("auto" | "opaque" | "transparent") | null;
            /**
             * Complexity
             * @description Taken; changes nothing here.
             * @default null
             */
            complexity?: ("low" | "medium" | "high") | null;
            /**
             * Frame Count
             * @description Of gif files.
             * @default null
             */
            frame_count?: number | null;
            /**
             * Frame Duration Ms
             * @description Of gif files.
             * @default null
             */
            frame_duration_ms?: number | null;
            /**
             * Guidance Scale
             * @description How closely the prompt is followed.
             * @default null
             */
            guidance_scale?: number | null;
            /**
             * Input Fidelity
             * @description Taken; changes nothing here.
             * @default null
             */
            input_fidelity?: ("high" | "low") | null;
            /**
             * Model
             * @description An id of GET /v1/models. The names of OpenAI's own image models mean the studio's default one.
             * @default null
             */
            model?: string | null;
            /**
             * N
             * @description How many pictures; 1 when left out.
             * @default null
             */
            n?: number | null;
            /**
             * Negative Prompt
             * @default null
             */
            negative_prompt?: string | null;
            /**
             * Num Inference Steps
             * @description Denoising steps, in place of what `quality` means.
             * @default null
             */
            num_inference_steps?: number | null;
            /**
             * Output Compression
             * @description Quality of jpeg and webp.
             * @default null
             */
            output_compression?: number | null;
            /**
             * Output Format
             * @description gif, svg: 501, no model here makes them.
             * @default null
             */
            output_format?: ("png" | "jpeg" | "webp" | "gif" | "svg") | null;
            /**
             * Partial Images
             * @description With `stream`: how many unfinished pictures to send, at most.
             * @default null
             */
            partial_images?: number | null;
            /** Prompt */
            prompt: string;
            /**
             * Quality
             * @description Steps: low 60 %, high and hd 160 %, xhigh 200 %, max 240 % of the model's own; distilled models keep theirs.
             * @default null
             */
            quality?: ("auto" | "standard" | "hd" | "low" | "medium" | "high" | "xhigh" | "max") | null;
            /**
             * Response Format
             * @description `url`: a link that works for 60 minutes without a key. Left out: `url` for dall-e-2 and dall-e-3, else `b64_json`.
             * @default null
             */
            response_format?: ("url" | "b64_json") | null;
            /**
             * Safety Identifier
             * @description Taken; changes nothing here.
             * @default null
             */
            safety_identifier?: string | null;
            /**
             * Seed
             * @description Picture n uses seed + n.
             * @default null
             */
            seed?: number | null;
            /**
             * Size
             * @description `auto`, or WxH from 16 to 4096 pixels, delivered exactly.
             * @default null
             */
            size?: string | null;
            /**
             * Stream
             * @description Answer with server-sent events.
             * @default null
             */
            stream?: boolean | null;
            /**
             * Strength
             * @description How much of what the mask opens is redrawn.
             * @default null
             */
            strength?: number | null;
            /**
             * Svg[Model]
             * @description Of svg files.
             * @default null
             */
            "svg[model]"?: string | null;
            /**
             * Svg[Reasoning][Effort]
             * @description Of svg files.
             * @default null
             */
            "svg[reasoning][effort]"?: string | null;
            /**
             * True Cfg Scale
             * @description The same; it wins when both are given.
             * @default null
             */
            true_cfg_scale?: number | null;
            /**
             * User
             * @description Taken; changes nothing here.
             * @default null
             */
            user?: string | null;
        };
        /**
         * EditPartialEvent
         * @description Event of a streamed edit: an unfinished picture.
         */
        EditPartialEvent: {
            /** B64 Json */
            b64_json: string;
            /**
             * Background
             * @enum {string}
             */
            background: "auto" | "opaque" | "transparent";
            /** Created At */
            created_at: number;
            /**
             * Output Format
             * @enum {string}
             */
            output_format: "png" | "jpeg" | "webp";
            /** Partial Image Index */
            partial_image_index: number;
            /**
             * Quality
             * @enum {string}
             */
            quality: "low" | "medium" | "high" | "xhigh" | "max";
            /** Size */
            size: string;
            /**
             * Type
             * @default image_edit.partial_image
             * @constant
             */
            type: "image_edit.partial_image";
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
            hint: string;
            /**
             * Job Id
             * @default null
             */
            job_id: string | null;
            /** Message */
            message: string;
            /**
             * Param
             * @default null
             */
            param: string | null;
            /**
             * Request Id
             * @default
             */
            request_id: string;
            /** Type */
            type: string;
        };
        /** ErrorEnvelope */
        ErrorEnvelope: {
            error: components["schemas"]["ErrorBody"];
        };
        /**
         * FaceMapping
         * @description Whose face goes onto which. Indices are those of POST /faces/detect with the same engine.
         */
        FaceMapping: {
            /**
             * Source
             * @description Which source photo; none: the first, with every other photo of the same person.
             * @default null
             */
            source?: number | null;
            /**
             * Source Face
             * @default 0
             */
            source_face?: number;
            /** Target Face */
            target_face: number;
        };
        /**
         * FacePose
         * @description Degrees away from facing the camera. yaw: to the picture's right; pitch: down; roll: clockwise.
         */
        FacePose: {
            /** Pitch */
            pitch: number;
            /** Roll */
            roll: number;
            /** Yaw */
            yaw: number;
        };
        /** FaceSwapForm */
        FaceSwapForm: {
            /**
             * All Faces
             * @description Without a mapping: onto every face of the target.
             * @default false
             */
            all_faces?: boolean;
            /**
             * Consent
             * @description Must be true: everyone shown has agreed to this use of their face. Kept with the result.
             * @default false
             */
            consent?: boolean;
            /**
             * Engine
             * @description auto: the one in the settings, `mesh` unless they say otherwise and its licence is acknowledged.
             * @default auto
             * @enum {string}
             */
            engine?: "auto" | "mesh" | "insightface";
            /**
             * Enhance
             * @description Sharpen the new faces with the enhancer in the settings; 501 without one.
             * @default false
             */
            enhance?: boolean;
            /**
             * Force
             * @description Also faces that are too small or turned too far for the engine.
             * @default false
             */
            force?: boolean;
            /**
             * Include Base64
             * @description Put the picture into the answer; ignored when it is 202.
             * @default true
             */
            include_base64?: boolean;
            /**
             * Keep Eyes
             * @description The target's own eyes stay.
             * @default false
             */
            keep_eyes?: boolean;
            /**
             * Keep Mouth
             * @description The target's own mouth stays.
             * @default false
             */
            keep_mouth?: boolean;
            /**
             * Label
             * @description A small visible mark, AI or IA, in the bottom right corner.
             * @default false
             */
            label?: boolean;
            /**
             * Mapping
             * @description JSON.
             * @default null
             */
            mapping?: string | null;
            /**
             * Output Compression
             * @description Quality of jpeg (92) and webp (90).
             * @default null
             */
            output_compression?: number | null;
            /**
             * Output Format
             * @description None: as the target.
             * @default null
             */
            output_format?: ("png" | "jpeg" | "webp") | null;
            /**
             * Project
             * @default default
             */
            project?: string;
            /**
             * Source Asset Ids
             * @description Pictures of the library.
             * @default []
             */
            source_asset_ids?: string[];
            /**
             * Source Inputs
             * @description Pictures that POST /faces/detect was sent before.
             * @default []
             */
            source_inputs?: string[];
            /**
             * Strength
             * @default 1
             */
            strength?: number;
            /**
             * Target Asset Id
             * @description A picture or a video of the library.
             * @default null
             */
            target_asset_id?: string | null;
            /**
             * Target Input
             * @default null
             */
            target_input?: string | null;
            /**
             * Target Time S
             * @description Of a video: the moment whose faces `mapping` counts. Who is chosen there is followed all through.
             * @default 0
             */
            target_time_s?: number;
        };
        /**
         * FaceSwapRequest
         * @description Faces of the source photos put onto those of the target.
         *
         *     Source photos count in this order: `source`, `source_inputs`, `source_asset_ids`. Photos of one person are chosen from by pose.
         *     Without `mapping` one person goes onto the largest face, several each onto the face that is most like theirs.
         */
        FaceSwapRequest: {
            /**
             * All Faces
             * @description Without a mapping: onto every face of the target.
             * @default false
             */
            all_faces?: boolean;
            /**
             * Consent
             * @description Must be true: everyone shown has agreed to this use of their face. Kept with the result.
             * @default false
             */
            consent?: boolean;
            /**
             * Engine
             * @description auto: the one in the settings, `mesh` unless they say otherwise and its licence is acknowledged.
             * @default auto
             * @enum {string}
             */
            engine?: "auto" | "mesh" | "insightface";
            /**
             * Enhance
             * @description Sharpen the new faces with the enhancer in the settings; 501 without one.
             * @default false
             */
            enhance?: boolean;
            /**
             * Force
             * @description Also faces that are too small or turned too far for the engine.
             * @default false
             */
            force?: boolean;
            /**
             * Include Base64
             * @description Put the picture into the answer; ignored when it is 202.
             * @default true
             */
            include_base64?: boolean;
            /**
             * Keep Eyes
             * @description The target's own eyes stay.
             * @default false
             */
            keep_eyes?: boolean;
            /**
             * Keep Mouth
             * @description The target's own mouth stays.
             * @default false
             */
            keep_mouth?: boolean;
            /**
             * Label
             * @description A small visible mark, AI or IA, in the bottom right corner.
             * @default false
             */
            label?: boolean;
            /**
             * Mapping
             * @default null
             */
            mapping?: components["schemas"]["FaceMapping"][] | null;
            /**
             * Output Compression
             * @description Quality of jpeg (92) and webp (90).
             * @default null
             */
            output_compression?: number | null;
            /**
             * Output Format
             * @description None: as the target.
             * @default null
             */
            output_format?: ("png" | "jpeg" | "webp") | null;
            /**
             * Project
             * @default default
             */
            project?: string;
            /**
             * Source
             * @description One to eight photos. PNG, JPEG or WebP as base64, with or without the head of a data URL.
             * @default []
             */
            source?: string[];
            /**
             * Source Asset Ids
             * @description Pictures of the library.
             * @default []
             */
            source_asset_ids?: string[];
            /**
             * Source Inputs
             * @description Pictures that POST /faces/detect was sent before.
             * @default []
             */
            source_inputs?: string[];
            /**
             * Strength
             * @default 1
             */
            strength?: number;
            /**
             * Target
             * @description PNG, JPEG or WebP as base64, with or without the head of a data URL.
             * @default null
             */
            target?: string | null;
            /**
             * Target Asset Id
             * @description A picture or a video of the library.
             * @default null
             */
            target_asset_id?: string | null;
            /**
             * Target Input
             * @default null
             */
            target_input?: string | null;
            /**
             * Target Time S
             * @description Of a video: the moment whose faces `mapping` counts. Who is chosen there is followed all through.
             * @default 0
             */
            target_time_s?: number;
        };
        /** FaceSwapResponse */
        FaceSwapResponse: {
            asset: components["schemas"]["Asset"];
            /**
             * Commercial Use
             * @description Whether the licences of the models that took part allow it.
             */
            commercial_use: boolean;
            /** Device */
            device: string;
            /**
             * Engine
             * @enum {string}
             */
            engine: "mesh" | "insightface";
            /** Faces */
            faces: components["schemas"]["SwappedFace"][];
            /**
             * Image Base64
             * @description Plain base64, without a data-URL prefix.
             */
            image_base64: string | null;
            /** Job Id */
            job_id: string;
            timings: components["schemas"]["SwapTimings"];
            /** Warnings */
            warnings: components["schemas"]["Warning"][];
        };
        /** FontInfo */
        FontInfo: {
            /** Credit */
            credit: string;
            /** Family */
            family: string;
            /** Installed */
            installed: boolean;
            /** License */
            license: string;
            /**
             * Url
             * @description WOFF2, for previews in a page; its content never changes.
             */
            url: string;
            /** Weight */
            weight: number;
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
            image_base64: string | null;
            /** Seed */
            seed: number;
        };
        /**
         * GenerationCompletedEvent
         * @description Event of a streamed generation: a finished picture.
         */
        GenerationCompletedEvent: {
            /** B64 Json */
            b64_json: string;
            /**
             * Background
             * @enum {string}
             */
            background: "auto" | "opaque" | "transparent";
            /** Created At */
            created_at: number;
            /**
             * Output Format
             * @enum {string}
             */
            output_format: "png" | "jpeg" | "webp";
            /**
             * Quality
             * @enum {string}
             */
            quality: "low" | "medium" | "high" | "xhigh" | "max";
            /** Size */
            size: string;
            /**
             * Type
             * @default image_generation.completed
             * @constant
             */
            type: "image_generation.completed";
            usage: components["schemas"]["Usage"];
        };
        /**
         * GenerationPartialEvent
         * @description Event of a streamed generation: an unfinished picture.
         */
        GenerationPartialEvent: {
            /** B64 Json */
            b64_json: string;
            /**
             * Background
             * @enum {string}
             */
            background: "auto" | "opaque" | "transparent";
            /** Created At */
            created_at: number;
            /**
             * Output Format
             * @enum {string}
             */
            output_format: "png" | "jpeg" | "webp";
            /** Partial Image Index */
            partial_image_index: number;
            /**
             * Quality
             * @enum {string}
             */
            quality: "low" | "medium" | "high" | "xhigh" | "max";
            /** Size */
            size: string;
            /**
             * Type
             * @default image_generation.partial_image
             * @constant
             */
            type: "image_generation.partial_image";
        };
        /**
         * GenerationRequest
         * @description `client.images.generate`.
         */
        GenerationRequest: {
            /**
             * Background
             * @default null
             */
            background?: ("auto" | "opaque" | "transparent") | null;
            /**
             * Complexity
             * @description Taken; changes nothing here.
             * @default null
             */
            complexity?: ("low" | "medium" | "high") | null;
            /**
             * Frame Count
             * @description Of gif files.
             * @default null
             */
            frame_count?: number | null;
            /**
             * Frame Duration Ms
             * @description Of gif files.
             * @default null
             */
            frame_duration_ms?: number | null;
            /**
             * Guidance Scale
             * @description How closely the prompt is followed.
             * @default null
             */
            guidance_scale?: number | null;
            /**
             * Model
             * @description An id of GET /v1/models. The names of OpenAI's own image models mean the studio's default one.
             * @default null
             */
            model?: string | null;
            /**
             * Moderation
             * @description Taken; changes nothing here.
             * @default null
             */
            moderation?: ("low" | "auto") | null;
            /**
             * N
             * @description How many pictures; 1 when left out.
             * @default null
             */
            n?: number | null;
            /**
             * Negative Prompt
             * @default null
             */
            negative_prompt?: string | null;
            /**
             * Num Inference Steps
             * @description Denoising steps, in place of what `quality` means.
             * @default null
             */
            num_inference_steps?: number | null;
            /**
             * Output Compression
             * @description Quality of jpeg and webp.
             * @default null
             */
            output_compression?: number | null;
            /**
             * Output Format
             * @description gif, svg: 501, no model here makes them.
             * @default null
             */
            output_format?: ("png" | "jpeg" | "webp" | "gif" | "svg") | null;
            /**
             * Partial Images
             * @description With `stream`: how many unfinished pictures to send, at most.
             * @default null
             */
            partial_images?: number | null;
            /** Prompt */
            prompt: string;
            /**
             * Quality
             * @description Steps: low 60 %, high and hd 160 %, xhigh 200 %, max 240 % of the model's own; distilled models keep theirs.
             * @default null
             */
            quality?: ("auto" | "standard" | "hd" | "low" | "medium" | "high" | "xhigh" | "max") | null;
            /**
             * Response Format
             * @description `url`: a link that works for 60 minutes without a key. Left out: `url` for dall-e-2 and dall-e-3, else `b64_json`.
             * @default null
             */
            response_format?: ("url" | "b64_json") | null;
            /**
             * Safety Identifier
             * @description Taken; changes nothing here.
             * @default null
             */
            safety_identifier?: string | null;
            /**
             * Seed
             * @description Picture n uses seed + n.
             * @default null
             */
            seed?: number | null;
            /**
             * Size
             * @description `auto`, or WxH from 16 to 4096 pixels, delivered exactly.
             * @default null
             */
            size?: string | null;
            /**
             * Stream
             * @description Answer with server-sent events.
             * @default null
             */
            stream?: boolean | null;
            /**
             * Style
             * @description natural: 70 % of the model's own guidance, for calmer colours; vivid: the model's own.
             * @default null
             */
            style?: ("vivid" | "natural") | null;
            /**
             * Svg
             * @description Of svg files.
             * @default null
             */
            svg?: {
                [key: string]: unknown;
            } | null;
            /**
             * True Cfg Scale
             * @description The same; it wins when both are given.
             * @default null
             */
            true_cfg_scale?: number | null;
            /**
             * User
             * @description Taken; changes nothing here.
             * @default null
             */
            user?: string | null;
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
        /** ImageForm */
        ImageForm: {
            /**
             * Background
             * @description transparent: the subject is cut out.
             * @default auto
             * @enum {string}
             */
            background?: "auto" | "opaque" | "transparent";
            /**
             * Cache
             * @description Answer from the result cache when recipe and seed were made before.
             * @default true
             */
            cache?: boolean;
            /**
             * Face Prompt
             * @description What a face is told; empty: the prompt.
             * @default
             */
            face_prompt?: string;
            /**
             * Face Refine
             * @description Find faces in the result and redraw them larger.
             * @default false
             */
            face_refine?: boolean;
            /**
             * Face Strength
             * @default 0.4
             */
            face_strength?: number;
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
             * Image Asset Id
             * @description Reference picture from the library.
             * @default null
             */
            image_asset_id?: string | null;
            /**
             * Include Base64
             * @description Put the pictures into the answer; ignored when it is 202.
             * @default true
             */
            include_base64?: boolean;
            /**
             * Lora Scale
             * @default 1
             */
            lora_scale?: number;
            /**
             * Lora Url
             * @description One more entry of `loras`.
             * @default null
             */
            lora_url?: string | null;
            /**
             * Loras
             * @description JSON.
             * @default null
             */
            loras?: string | null;
            /**
             * Mask Asset Id
             * @default null
             */
            mask_asset_id?: string | null;
            /**
             * Mask Blur
             * @description Width of the soft edge inside the mask, in pixels of the reference picture.
             * @default 4
             */
            mask_blur?: number;
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
             * Outpaint
             * @description JSON.
             * @default null
             */
            outpaint?: string | null;
            /**
             * Output Compression
             * @description Quality of jpeg (92) and webp (90).
             * @default null
             */
            output_compression?: number | null;
            /**
             * Output Format
             * @default png
             * @enum {string}
             */
            output_format?: "png" | "jpeg" | "webp";
            /**
             * Output Height
             * @default null
             */
            output_height?: number | null;
            /**
             * Output Width
             * @description Exact pixels of the file; goes with `output_height`.
             * @default null
             */
            output_width?: number | null;
            /**
             * Pag Scale
             * @description Perturbed-attention guidance; 0: none.
             * @default 0
             */
            pag_scale?: number;
            /**
             * Prepend Preprompt
             * @description Put the checkpoint's own words before the prompt.
             * @default true
             */
            prepend_preprompt?: boolean;
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
             * Strength
             * @description How much of the reference is redrawn; 0.6, with a mask 1.0.
             * @default null
             */
            strength?: number | null;
            /**
             * Style
             * @description Id from GET /styles: its words are put around the prompt.
             * @default null
             */
            style?: string | null;
            /**
             * Translate
             * @description Put a Spanish prompt into English for a checkpoint that reads no Spanish.
             * @default false
             */
            translate?: boolean;
            /**
             * Upscaler
             * @description auto, lanczos, or the id of an installed upscaler.
             * @default auto
             */
            upscaler?: string;
            /**
             * Width
             * @description Pixels; a multiple of the model's factor, within its limits.
             * @default null
             */
            width?: number | null;
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
             * Background
             * @description transparent: the subject is cut out.
             * @default auto
             * @enum {string}
             */
            background?: "auto" | "opaque" | "transparent";
            /**
             * Cache
             * @description Answer from the result cache when recipe and seed were made before.
             * @default true
             */
            cache?: boolean;
            /**
             * Face Prompt
             * @description What a face is told; empty: the prompt.
             * @default
             */
            face_prompt?: string;
            /**
             * Face Refine
             * @description Find faces in the result and redraw them larger.
             * @default false
             */
            face_refine?: boolean;
            /**
             * Face Strength
             * @default 0.4
             */
            face_strength?: number;
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
             * Image
             * @description Reference picture: PNG, JPEG or WebP as base64, with or without the head of a data URL.
             * @default null
             */
            image?: string | null;
            /**
             * Image Asset Id
             * @description Reference picture from the library.
             * @default null
             */
            image_asset_id?: string | null;
            /**
             * Include Base64
             * @description Put the pictures into the answer; ignored when it is 202.
             * @default true
             */
            include_base64?: boolean;
            /**
             * Lora Scale
             * @default 1
             */
            lora_scale?: number;
            /**
             * Lora Url
             * @description One more entry of `loras`.
             * @default null
             */
            lora_url?: string | null;
            /**
             * Loras
             * @default []
             */
            loras?: components["schemas"]["LoraRequest"][];
            /**
             * Mask
             * @description What to redraw, white on black; or, in a PNG with alpha, what is transparent. PNG, JPEG or WebP as base64, with or without the head of a data URL.
             * @default null
             */
            mask?: string | null;
            /**
             * Mask Asset Id
             * @default null
             */
            mask_asset_id?: string | null;
            /**
             * Mask Blur
             * @description Width of the soft edge inside the mask, in pixels of the reference picture.
             * @default 4
             */
            mask_blur?: number;
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
             * @description Widen the reference picture; its own pixels come back exactly.
             * @default null
             */
            outpaint?: components["schemas"]["Outpaint"] | null;
            /**
             * Output Compression
             * @description Quality of jpeg (92) and webp (90).
             * @default null
             */
            output_compression?: number | null;
            /**
             * Output Format
             * @default png
             * @enum {string}
             */
            output_format?: "png" | "jpeg" | "webp";
            /**
             * Output Height
             * @default null
             */
            output_height?: number | null;
            /**
             * Output Width
             * @description Exact pixels of the file; goes with `output_height`.
             * @default null
             */
            output_width?: number | null;
            /**
             * Pag Scale
             * @description Perturbed-attention guidance; 0: none.
             * @default 0
             */
            pag_scale?: number;
            /**
             * Prepend Preprompt
             * @description Put the checkpoint's own words before the prompt.
             * @default true
             */
            prepend_preprompt?: boolean;
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
             * Strength
             * @description How much of the reference is redrawn; 0.6, with a mask 1.0.
             * @default null
             */
            strength?: number | null;
            /**
             * Style
             * @description Id from GET /styles: its words are put around the prompt.
             * @default null
             */
            style?: string | null;
            /**
             * Translate
             * @description Put a Spanish prompt into English for a checkpoint that reads no Spanish.
             * @default false
             */
            translate?: boolean;
            /**
             * Upscaler
             * @description auto, lanczos, or the id of an installed upscaler.
             * @default auto
             */
            upscaler?: string;
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
            image_base64: string | null;
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
            truncated: false;
            /** Warnings */
            warnings: components["schemas"]["Warning"][];
        };
        /** ImagesResponse */
        ImagesResponse: {
            /**
             * Background
             * @enum {string}
             */
            background: "opaque" | "transparent";
            /**
             * Created
             * @description Seconds since 1970.
             */
            created: number;
            /** Data */
            data: components["schemas"]["OpenAIImage"][];
            /**
             * Output Format
             * @enum {string}
             */
            output_format: "png" | "jpeg" | "webp";
            /**
             * Quality
             * @enum {string}
             */
            quality: "low" | "medium" | "high" | "xhigh" | "max";
            /**
             * Size
             * @description WxH of the first picture.
             */
            size: string;
            usage: components["schemas"]["Usage"];
        };
        /** InputTokensDetails */
        InputTokensDetails: {
            /** Image Tokens */
            image_tokens: number;
            /** Text Tokens */
            text_tokens: number;
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
        /**
         * Landmarks
         * @description Pixels of the upright picture, x and y. Left and right as one sees the picture.
         */
        Landmarks: {
            /** Left Eye */
            left_eye: [
                number,
                number
            ];
            /** Mouth Left */
            mouth_left: [
                number,
                number
            ];
            /** Mouth Right */
            mouth_right: [
                number,
                number
            ];
            /** Nose */
            nose: [
                number,
                number
            ];
            /** Right Eye */
            right_eye: [
                number,
                number
            ];
        };
        /**
         * LexiconEntry
         * @description How a voice says a word that it would say wrong.
         */
        "LexiconEntry-Input": {
            /**
             * Language
             * @description null: in every language.
             * @default null
             */
            language?: ("es" | "en") | null;
            /**
             * Spoken
             * @description The word as it sounds, spelled in the language's own way.
             */
            spoken: string;
            /** Word */
            word: string;
        };
        /**
         * LexiconEntry
         * @description How a voice says a word that it would say wrong.
         */
        "LexiconEntry-Output": {
            /**
             * Language
             * @description null: in every language.
             * @default null
             */
            language: ("es" | "en") | null;
            /**
             * Spoken
             * @description The word as it sounds, spelled in the language's own way.
             */
            spoken: string;
            /** Word */
            word: string;
        };
        /** LicenseAcceptance */
        LicenseAcceptance: {
            /**
             * Accept
             * @description That the condition was read and is agreed to.
             * @constant
             */
            accept: true;
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
        /** LoraAdded */
        LoraAdded: {
            lora: components["schemas"]["LoraInfo"];
        };
        /**
         * LoraImport
         * @description A LoRA behind an address, presigned or plain.
         */
        LoraImport: {
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Sha256
             * @description What the file's bytes must be.
             * @default null
             */
            sha256?: string | null;
            /**
             * Url
             * @description https, public; ENFOADS_FETCH_ALLOW_HOSTS opens others.
             */
            url: string;
        };
        /** LoraInfo */
        LoraInfo: {
            /**
             * Asset Id
             * @description What a request's `loras[].asset_id` takes; null for a local one, which goes by `name`.
             */
            asset_id: string | null;
            /**
             * Base
             * @enum {string}
             */
            base: "sdxl" | "unknown";
            /** Bytes */
            bytes: number;
            /** Created At */
            created_at: string;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /**
             * Problem
             * @description Why it cannot be used, or null.
             */
            problem: string | null;
            /** Rank */
            rank: number | null;
            /**
             * Sha256
             * @description Empty for a local file that has not been used yet.
             */
            sha256: string;
            /**
             * Source
             * @description library: added here, one's own. local: a file in data/models/loras.
             * @enum {string}
             */
            source: "library" | "local";
            /** Trigger Words */
            trigger_words: string[];
        };
        /** LoraList */
        LoraList: {
            /** Items */
            items: components["schemas"]["LoraInfo"][];
        };
        /**
         * LoraRequest
         * @description A LoRA to apply to this request alone: exactly one of `url`, `name` and `asset_id`.
         */
        LoraRequest: {
            /**
             * Asset Id
             * @description A LoRA of the library.
             * @default null
             */
            asset_id?: string | null;
            /**
             * Name
             * @description A file in the data folder's `models/loras`.
             * @default null
             */
            name?: string | null;
            /**
             * Scale
             * @default 1
             */
            scale?: number;
            /**
             * Sha256
             * @description Refuse any other file.
             * @default null
             */
            sha256?: string | null;
            /**
             * Url
             * @description https; fetched when the request is accepted.
             * @default null
             */
            url?: string | null;
        };
        /** LowerThirdRequest */
        LowerThirdRequest: {
            /**
             * Subtitle
             * @default
             */
            subtitle?: string;
            /** Title */
            title: string;
        };
        /** MagicPrompt */
        MagicPrompt: {
            /**
             * Engine
             * @description Who wrote it.
             * @enum {string}
             */
            engine: "styles" | "llm";
            /** Enhanced Prompt */
            enhanced_prompt: string;
            /** Negative Prompt */
            negative_prompt: string;
            /** Prompt */
            prompt: string;
        };
        /**
         * MagicPromptRequest
         * @description A short prompt, and what the ad is for.
         */
        MagicPromptRequest: {
            /**
             * Brand
             * @description Weave in the default brand's colours, tone and product.
             * @default false
             */
            brand?: boolean;
            /**
             * Engine
             * @description styles: at once, offline. llm: the language model of the settings.
             * @default styles
             * @enum {string}
             */
            engine?: "styles" | "llm";
            /**
             * Goal
             * @default null
             */
            goal?: ("launch" | "sale" | "testimonial" | "food" | "seasonal" | "event" | "awareness" | "catalog") | null;
            /**
             * Language
             * @description Of the words that are added. Left out: the prompt's own.
             * @default null
             */
            language?: ("es" | "en") | null;
            /** Prompt */
            prompt: string;
            /**
             * Style
             * @description Id from GET /styles. Left out: one that suits the prompt and goal.
             * @default null
             */
            style?: string | null;
        };
        /** MagicScript */
        MagicScript: {
            /**
             * Engine
             * @description Who wrote it.
             * @enum {string}
             */
            engine: "templates" | "llm";
            /**
             * Language
             * @enum {string}
             */
            language: "es" | "en";
            /** Scenes */
            scenes: components["schemas"]["ScriptScene"][];
            /**
             * Script
             * @description The narrations, a line each.
             */
            script: string;
            /**
             * Seconds
             * @description Estimated.
             */
            seconds: number;
            /** Seed */
            seed: number;
            /**
             * Structure
             * @enum {string}
             */
            structure: "hook" | "aida" | "pas" | "testimonial";
            /** Warnings */
            warnings: components["schemas"]["Warning"][];
        };
        /**
         * MagicScriptRequest
         * @description What the ad is about.
         */
        MagicScriptRequest: {
            /**
             * Audience
             * @description Whom it is for: young mothers, people who run.
             * @default
             */
            audience?: string;
            /**
             * Brand
             * @description Names the brand and its call to action: an id, true for the default, false for none.
             * @default true
             */
            brand?: string | boolean;
            /**
             * Engine
             * @description templates: at once, offline. llm: the language model of the settings.
             * @default templates
             * @enum {string}
             */
            engine?: "templates" | "llm";
            /**
             * Goal
             * @default null
             */
            goal?: ("launch" | "sale" | "testimonial" | "food" | "seasonal" | "event" | "awareness" | "catalog") | null;
            /**
             * Language
             * @default es
             * @enum {string}
             */
            language?: "es" | "en";
            /**
             * Product
             * @description In the language of the script: running shoes, Café Andino.
             */
            product: string;
            /**
             * Seconds
             * @default 20
             */
            seconds?: number;
            /**
             * Seed
             * @description The same seed gives the same script. null: drawn.
             * @default null
             */
            seed?: number | null;
            /**
             * Structure
             * @default hook
             * @enum {string}
             */
            structure?: "hook" | "aida" | "pas" | "testimonial";
            /**
             * Tone
             * @description energetic, elegant, playful, or in the words of the brand.
             * @default
             */
            tone?: string;
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
             * Accepted
             * @description That it was, for the model and what it needs; true without a condition.
             */
            accepted: boolean;
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
            /**
             * Condition
             * @description What must be acknowledged once before it is used; empty: nothing.
             */
            condition: string;
            /** Condition Es */
            condition_es: string;
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
        /**
         * ModelLicense
         * @description The licence of a model, and the condition that must be acknowledged once before it is used; "" where there is none.
         */
        ModelLicense: {
            /** Acceptances */
            acceptances: components["schemas"]["Acceptance"][];
            /** Accepted */
            accepted: boolean;
            /** Commercial Use */
            commercial_use: boolean;
            /** Condition */
            condition: string;
            /** Condition Es */
            condition_es: string;
            /** Id */
            id: string;
            /** License */
            license: string;
            /** License Url */
            license_url: string;
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
        /** MusicList */
        MusicList: {
            /** Items */
            items: components["schemas"]["MusicPiece"][];
        };
        /** MusicPiece */
        MusicPiece: {
            /** Bpm */
            bpm: number;
            /** Commercial Use */
            commercial_use: boolean;
            /** Credit */
            credit: string;
            /** Duration S */
            duration_s: number;
            /** Id */
            id: string;
            /** License */
            license: string;
            /** License Url */
            license_url: string;
            /**
             * Mood
             * @enum {string}
             */
            mood: "upbeat" | "warm" | "chill" | "corporate" | "tropical" | "calm" | "tech";
            /** Name */
            name: string;
            /** Name Es */
            name_es: string;
            /** Sample Url */
            sample_url: string;
        };
        /** OpenAIDuration */
        OpenAIDuration: {
            /** Seconds */
            seconds: number;
            /**
             * Type
             * @default duration
             * @constant
             */
            type: "duration";
        };
        /** OpenAIImage */
        OpenAIImage: {
            /**
             * B64 Json
             * @default null
             */
            b64_json: string | null;
            /**
             * Revised Prompt
             * @description What the model was told, when that is not the prompt as it was sent.
             * @default null
             */
            revised_prompt: string | null;
            /**
             * Url
             * @default null
             */
            url: string | null;
        };
        /** OpenAIModel */
        OpenAIModel: {
            /**
             * Created
             * @description Seconds since 1970: when its files came here.
             */
            created: number;
            /** Id */
            id: string;
            /**
             * Object
             * @default model
             * @constant
             */
            object: "model";
            /** Owned By */
            owned_by: string;
        };
        /** OpenAIModelList */
        OpenAIModelList: {
            /** Data */
            data: components["schemas"]["OpenAIModel"][];
            /**
             * Object
             * @default list
             * @constant
             */
            object: "list";
        };
        /**
         * OpenAISegment
         * @description As much of a segment as a subtitle shows. What only a sampler knows has neutral values.
         */
        OpenAISegment: {
            /** Avg Logprob */
            avg_logprob: number;
            /**
             * Compression Ratio
             * @default 1
             */
            compression_ratio: number;
            /** End */
            end: number;
            /** Id */
            id: number;
            /**
             * No Speech Prob
             * @default 0
             */
            no_speech_prob: number;
            /**
             * Seek
             * @default 0
             */
            seek: number;
            /** Start */
            start: number;
            /**
             * Temperature
             * @default 0
             */
            temperature: number;
            /** Text */
            text: string;
            /**
             * Tokens
             * @default []
             */
            tokens: number[];
        };
        /** OpenAITranscription */
        OpenAITranscription: {
            /** Text */
            text: string;
            usage: components["schemas"]["OpenAIDuration"];
        };
        /**
         * OpenAITranscriptionForm
         * @description `client.audio.transcriptions.create` (openai-python 3.52), beside the file `file`.
         */
        OpenAITranscriptionForm: {
            /**
             * Chunking Strategy
             * @description Taken; changes nothing here.
             * @default null
             */
            chunking_strategy?: string | null;
            /**
             * Include[]
             * @description Taken; changes nothing here.
             * @default null
             */
            "include[]"?: string[] | null;
            /**
             * Language
             * @description ISO 639-1; left out: found out.
             * @default null
             */
            language?: string | null;
            /**
             * Model
             * @description whisper-base, or a name of OpenAI's own, which means the same here.
             * @default null
             */
            model?: string | null;
            /**
             * Prompt
             * @description Taken; changes nothing here.
             * @default null
             */
            prompt?: string | null;
            /**
             * Response Format
             * @description json when left out. diarized_json: 501, speakers are not told apart here.
             * @default null
             */
            response_format?: ("json" | "text" | "srt" | "vtt" | "verbose_json" | "diarized_json") | null;
            /**
             * Stream
             * @description true: 501, the answer comes whole.
             * @default null
             */
            stream?: boolean | null;
            /**
             * Temperature
             * @description Taken; changes nothing here.
             * @default null
             */
            temperature?: number | null;
            /**
             * Timestamp Granularities[]
             * @description With verbose_json; segment when left out.
             * @default null
             */
            "timestamp_granularities[]"?: ("word" | "segment")[] | null;
        };
        /** OpenAIVerboseTranscription */
        OpenAIVerboseTranscription: {
            /** Duration */
            duration: number;
            /**
             * Language
             * @description In English, as OpenAI says it: spanish.
             */
            language: string;
            /**
             * Segments
             * @default null
             */
            segments: components["schemas"]["OpenAISegment"][] | null;
            /**
             * Task
             * @default transcribe
             * @constant
             */
            task: "transcribe";
            /** Text */
            text: string;
            usage: components["schemas"]["OpenAIDuration"];
            /**
             * Words
             * @default null
             */
            words: components["schemas"]["OpenAIWord"][] | null;
        };
        /** OpenAIWord */
        OpenAIWord: {
            /** End */
            end: number;
            /** Start */
            start: number;
            /** Word */
            word: string;
        };
        /**
         * Outpaint
         * @description Pixels to add at each side of the reference picture.
         */
        Outpaint: {
            /**
             * Bottom
             * @default 0
             */
            bottom?: number;
            /**
             * Left
             * @default 0
             */
            left?: number;
            /**
             * Right
             * @default 0
             */
            right?: number;
            /**
             * Top
             * @default 0
             */
            top?: number;
        };
        /** PlatformInfo */
        PlatformInfo: {
            /**
             * Caption Y
             * @description Centre of the captions by aspect, as a share of the height.
             */
            caption_y: {
                [key: string]: number;
            };
            /**
             * Id
             * @enum {string}
             */
            id: "all" | "tiktok" | "reels" | "shorts" | "meta" | "youtube";
            /** Lufs */
            lufs: number;
            /** Name */
            name: string;
            /**
             * Safe
             * @description By aspect.
             */
            safe: {
                [key: string]: components["schemas"]["SafeBox"];
            };
        };
        /**
         * PredictResponse
         * @description Two to four pictures, base64 without a data-URL prefix.
         */
        PredictResponse: {
            /** Images */
            images: string[];
            /** Seeds */
            seeds: number[];
            timings: components["schemas"]["Timings"];
        };
        /**
         * PreviewRequest
         * @description One frame, at `t` seconds or, better, where a word stands: the `caret` of a scene's narration, in characters.
         */
        PreviewRequest: {
            /**
             * Aspect
             * @default 9:16
             * @enum {string}
             */
            aspect?: "9:16" | "1:1" | "4:5" | "16:9";
            /**
             * Brand
             * @description A brand's id; true: the default one, if there is one; false: none.
             * @default true
             */
            brand?: string | boolean;
            /**
             * @default {
             *       "style": "highlight",
             *       "position": "auto",
             *       "colors": {
             *         "active": null,
             *         "box": null,
             *         "outline": null,
             *         "text": null
             *       },
             *       "font": "",
             *       "size": 1,
             *       "outline": 1,
             *       "uppercase": false
             *     }
             */
            captions?: components["schemas"]["CaptionRequest"];
            /**
             * Caret
             * @default null
             */
            caret?: number | null;
            /** @default null */
            cta?: components["schemas"]["CtaRequest"] | null;
            /**
             * Label
             * @description A visible mark that says AI made it.
             * @default false
             */
            label?: boolean;
            /**
             * Language
             * @description null: found in the script.
             * @default null
             */
            language?: ("es" | "en") | null;
            /**
             * Model
             * @description Image model for scenes with a prompt.
             * @default
             */
            model?: string;
            /**
             * Music
             * @description A built-in bed of GET /music; "" and no asset: none.
             * @default
             */
            music?: string;
            /**
             * Music Asset Id
             * @default null
             */
            music_asset_id?: string | null;
            /**
             * Music Volume
             * @default 1
             */
            music_volume?: number;
            /**
             * Platform
             * @default all
             * @enum {string}
             */
            platform?: "all" | "tiktok" | "reels" | "shorts" | "meta" | "youtube";
            /**
             * Preset
             * @default final
             * @enum {string}
             */
            preset?: "preview" | "draft" | "final";
            /**
             * Project
             * @default
             */
            project?: string;
            /**
             * Safe Zone
             * @description Show what the platform covers.
             * @default false
             */
            safe_zone?: boolean;
            /**
             * Scene
             * @description With `caret`.
             * @default null
             */
            scene?: number | null;
            /** Scenes */
            scenes: components["schemas"]["SceneRequest"][];
            /**
             * Speed
             * @default 1
             */
            speed?: number;
            /**
             * T
             * @default null
             */
            t?: number | null;
            /**
             * Title
             * @description Written on the thumbnails, and the name in the library; "": the first words.
             * @default
             */
            title?: string;
            /**
             * Voice Id
             * @description Of GET /voices; "": the best one for the language.
             * @default
             */
            voice_id?: string;
            /**
             * Width
             * @description Of the frame, in pixels.
             * @default 540
             */
            width?: number;
        };
        /** PriceTagRequest */
        PriceTagRequest: {
            /**
             * Before
             * @description Struck through.
             * @default
             */
            before?: string;
            /**
             * Price
             * @description As it is written: "S/ 49,90".
             */
            price: string;
        };
        /** PublicSettings */
        PublicSettings: {
            /** Auth Required */
            auth_required: boolean;
            /** Default Model */
            default_model: string;
            /**
             * Face Enhancer
             * @description Whether swapped faces can be sharpened.
             */
            face_enhancer: boolean;
            /**
             * Face Refinement
             * @description Whether requests may have faces redrawn larger.
             */
            face_refinement: boolean;
            /** Gpu Residency */
            gpu_residency: string;
            /** Job Timeout S */
            job_timeout_s: number;
            /**
             * Llm Model
             * @description The language model for prompts; empty: none is set.
             */
            llm_model: string;
            /** Max Audio Bytes */
            max_audio_bytes: number;
            /** Max Audio S */
            max_audio_s: number;
            /** Max Lora Bytes */
            max_lora_bytes: number;
            /** Max Upload Bytes */
            max_upload_bytes: number;
            /** Max Video Bytes */
            max_video_bytes: number;
            /** Max Video S */
            max_video_s: number;
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
        /**
         * SafeBox
         * @description Where text may stand: shares of width and height.
         */
        SafeBox: {
            /** Bottom */
            bottom: number;
            /** Left */
            left: number;
            /** Right */
            right: number;
            /** Top */
            top: number;
        };
        /**
         * SayRequest
         * @description A text, and who says it.
         */
        SayRequest: {
            /**
             * Brand
             * @description Whose lexicon says how words are read: an id; true: the default brand, if there is one.
             * @default true
             */
            brand?: string | boolean;
            /**
             * Format
             * @default mp3
             * @enum {string}
             */
            format?: "mp3" | "wav";
            /**
             * Language
             * @description null: found in the text.
             * @default null
             */
            language?: ("es" | "en") | null;
            /**
             * Project
             * @default
             */
            project?: string;
            /**
             * Speed
             * @default 1
             */
            speed?: number;
            /**
             * Text
             * @description May hold [pause 500ms], SSML, numbers and prices.
             */
            text: string;
            /**
             * Voice Id
             * @description Of GET /voices; "": the best one for the language.
             * @default
             */
            voice_id?: string;
        };
        /** SayResponse */
        SayResponse: {
            asset: components["schemas"]["Asset"];
            /**
             * Cached
             * @description It was said before and taken as it was.
             */
            cached: boolean;
            /** Duration S */
            duration_s: number;
            /** Job Id */
            job_id: string;
            /**
             * Language
             * @enum {string}
             */
            language: "es" | "en";
            /** Srt Url */
            srt_url: string;
            timings: components["schemas"]["SayTimings"];
            /** Voice */
            voice: string;
            /** Vtt Url */
            vtt_url: string;
            /** Warnings */
            warnings: components["schemas"]["Warning"][];
            /** Words */
            words: components["schemas"]["SpokenWord"][];
        };
        /** SayTimings */
        SayTimings: {
            /** Queue S */
            queue_s: number;
            /** Total S */
            total_s: number;
            /** Voice S */
            voice_s: number;
        };
        /**
         * SceneRequest
         * @description `transition`: how it comes in. `duration_s`: at least so long; a narration is never cut.
         */
        SceneRequest: {
            /**
             * Audio Asset Id
             * @description Own recording of the narration, in place of a voice.
             * @default null
             */
            audio_asset_id?: string | null;
            /**
             * Caption
             * @description Shown in place of the narration's words; "": none.
             * @default null
             */
            caption?: string | null;
            /**
             * Duration S
             * @default null
             */
            duration_s?: number | null;
            /** @default null */
            lower_third?: components["schemas"]["LowerThirdRequest"] | null;
            /**
             * Motion
             * @default auto
             */
            motion?: ("none" | "zoom_in" | "zoom_out" | "pan_left" | "pan_right" | "pan_up" | "pan_down") | "auto";
            /**
             * Narration
             * @default
             */
            narration?: string;
            /** @default null */
            price_tag?: components["schemas"]["PriceTagRequest"] | null;
            /**
             * Transition
             * @default fade
             * @enum {string}
             */
            transition?: "cut" | "fade" | "slide" | "wipe" | "zoom" | "push";
            /**
             * Transition S
             * @default 0.4
             */
            transition_s?: number;
            visual: components["schemas"]["VisualRequest"];
        };
        /**
         * ScenesRequest
         * @description Scenes, one after the other.
         */
        ScenesRequest: {
            /**
             * Aspect
             * @default 9:16
             * @enum {string}
             */
            aspect?: "9:16" | "1:1" | "4:5" | "16:9";
            /**
             * Brand
             * @description A brand's id; true: the default one, if there is one; false: none.
             * @default true
             */
            brand?: string | boolean;
            /**
             * @default {
             *       "style": "highlight",
             *       "position": "auto",
             *       "colors": {
             *         "active": null,
             *         "box": null,
             *         "outline": null,
             *         "text": null
             *       },
             *       "font": "",
             *       "size": 1,
             *       "outline": 1,
             *       "uppercase": false
             *     }
             */
            captions?: components["schemas"]["CaptionRequest"];
            /** @default null */
            cta?: components["schemas"]["CtaRequest"] | null;
            /**
             * Label
             * @description A visible mark that says AI made it.
             * @default false
             */
            label?: boolean;
            /**
             * Language
             * @description null: found in the script.
             * @default null
             */
            language?: ("es" | "en") | null;
            /**
             * Model
             * @description Image model for scenes with a prompt.
             * @default
             */
            model?: string;
            /**
             * Music
             * @description A built-in bed of GET /music; "" and no asset: none.
             * @default
             */
            music?: string;
            /**
             * Music Asset Id
             * @default null
             */
            music_asset_id?: string | null;
            /**
             * Music Volume
             * @default 1
             */
            music_volume?: number;
            /**
             * Platform
             * @default all
             * @enum {string}
             */
            platform?: "all" | "tiktok" | "reels" | "shorts" | "meta" | "youtube";
            /**
             * Preset
             * @default final
             * @enum {string}
             */
            preset?: "preview" | "draft" | "final";
            /**
             * Project
             * @default
             */
            project?: string;
            /** Scenes */
            scenes: components["schemas"]["SceneRequest"][];
            /**
             * Speed
             * @default 1
             */
            speed?: number;
            /**
             * Title
             * @description Written on the thumbnails, and the name in the library; "": the first words.
             * @default
             */
            title?: string;
            /**
             * Voice Id
             * @description Of GET /voices; "": the best one for the language.
             * @default
             */
            voice_id?: string;
        };
        /** ScriptLength */
        ScriptLength: {
            /**
             * Language
             * @enum {string}
             */
            language: "es" | "en";
            /**
             * Pauses S
             * @description Of the seconds, those that [pause] asks for.
             */
            pauses_s: number;
            /**
             * Seconds
             * @description Estimated; within a tenth of what a voice takes.
             */
            seconds: number;
            /**
             * Spoken
             * @description What a voice will say: numbers, prices and abbreviations written out.
             */
            spoken: string;
            /** Warnings */
            warnings: components["schemas"]["Warning"][];
            /** Words */
            words: number;
        };
        /**
         * ScriptLengthRequest
         * @description A script as far as it is typed.
         */
        ScriptLengthRequest: {
            /**
             * Brand
             * @description Whose lexicon says how words are read: an id, true for the default, false for none.
             * @default true
             */
            brand?: string | boolean;
            /**
             * Language
             * @description null: found in the script.
             * @default null
             */
            language?: ("es" | "en") | null;
            /**
             * Script
             * @description May hold [pause 500ms], SSML, HTML.
             * @default
             */
            script?: string;
            /**
             * Speed
             * @default 1
             */
            speed?: number;
            /**
             * Voice Id
             * @description Of GET /voices. Lengths are those of the studio's own voices.
             * @default
             */
            voice_id?: string;
        };
        /** ScriptScene */
        ScriptScene: {
            /** Narration */
            narration: string;
            /**
             * Visual Prompt
             * @description For the image engine.
             */
            visual_prompt: string;
        };
        /**
         * SearchedImage
         * @description What to name the picture by in POST /face-swap, so that it need not be sent again.
         */
        SearchedImage: {
            /** Asset Id */
            asset_id: string | null;
            /**
             * Input
             * @description For `source_inputs` and `target_input`; kept for some hours.
             */
            input: string | null;
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
         * SocketReply
         * @description The acknowledgement of `subscribe`.
         */
        SocketReply: {
            /** @default null */
            error: components["schemas"]["ErrorBody"] | null;
            /** Ok */
            ok: boolean;
        };
        /**
         * SpeechRequest
         * @description What OpenAI's clients send to `audio.speech.create`.
         */
        SpeechRequest: {
            /** Input */
            input: string;
            /**
             * Instructions
             * @description Taken; changes nothing here.
             * @default null
             */
            instructions?: string | null;
            /**
             * Language
             * @description The studio's own field. Left out: found in the text.
             * @default null
             */
            language?: ("es" | "en") | null;
            /**
             * Model
             * @description kokoro, espeak, or any name of OpenAI's: the best voice that is installed.
             * @default
             */
            model?: string;
            /**
             * Response Format
             * @description mp3 when left out.
             * @default null
             */
            response_format?: ("mp3" | "opus" | "aac" | "flac" | "wav" | "pcm") | null;
            /**
             * Speed
             * @default null
             */
            speed?: number | null;
            /**
             * Stream Format
             * @description sse: 501, the sound comes in one piece.
             * @default null
             */
            stream_format?: ("audio" | "sse") | null;
            /**
             * Voice
             * @description An id of GET /voices or its last part; OpenAI's own names give a voice of that kind.
             * @default
             */
            voice?: string | components["schemas"]["VoiceName"];
        };
        /**
         * SpokenWord
         * @description A word as it is shown, and when it is heard, in seconds.
         */
        SpokenWord: {
            /** End */
            end: number;
            /** Start */
            start: number;
            /** Text */
            text: string;
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
            capabilities: string[] | null;
            /**
             * Device
             * @default null
             */
            device: string | null;
            /**
             * Model
             * @default null
             */
            model: string | null;
            /** @default null */
            queue: components["schemas"]["QueueCounts"] | null;
            /**
             * Status
             * @constant
             */
            status: "ok";
            /**
             * Uptime S
             * @default null
             */
            uptime_s: number | null;
            /** Version */
            version: string;
        };
        /** Style */
        Style: {
            /**
             * Category
             * @enum {string}
             */
            category: "product" | "food" | "fashion" | "beauty" | "tech" | "home" | "people" | "seasonal" | "social" | "mood" | "light" | "illustration" | "icon";
            /**
             * Example
             * @description A prompt that shows the style well.
             */
            example: string;
            /** Example Es */
            example_es: string;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Name Es */
            name_es: string;
        };
        /** StyleInfo */
        StyleInfo: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Name Es */
            name_es: string;
        };
        /** StyleList */
        StyleList: {
            /** Items */
            items: components["schemas"]["Style"][];
        };
        /**
         * Subscription
         * @description What a client sends as `subscribe`: one job's events, or (`all`) every event of its owner, as at the start.
         */
        Subscription: {
            /**
             * All
             * @default false
             */
            all?: boolean;
            /**
             * Job Id
             * @default null
             */
            job_id?: string | null;
        };
        /**
         * SwappedFace
         * @description How one face came out. Distances are of identity, to the source; the smaller, the more alike.
         */
        SwappedFace: {
            /** Box */
            box: [
                number,
                number,
                number,
                number
            ];
            /** Identity Distance */
            identity_distance: number;
            /** Identity Distance Before */
            identity_distance_before: number;
            /**
             * Index
             * @description The target's face.
             */
            index: number;
            /** Pitch */
            pitch: number;
            /** Quality */
            quality: number;
            /** Roll */
            roll: number;
            /**
             * Same Person
             * @description The identity network takes the result and the source for one person.
             */
            same_person: boolean;
            /**
             * Source
             * @description The source photo that was taken, and the face in it.
             */
            source: number;
            /** Source Face */
            source_face: number;
            /**
             * Turned
             * @description Degrees of yaw between source and target.
             */
            turned: number;
            /** Warnings */
            warnings: components["schemas"]["Warning"][];
            /** Yaw */
            yaw: number;
        };
        /** SwapTimings */
        SwapTimings: {
            /**
             * Check S
             * @default 0
             */
            check_s: number;
            /**
             * Find S
             * @default 0
             */
            find_s: number;
            /**
             * Load S
             * @default 0
             */
            load_s: number;
            /**
             * Queue S
             * @default 0
             */
            queue_s: number;
            /**
             * Read S
             * @default 0
             */
            read_s: number;
            /**
             * Save S
             * @default 0
             */
            save_s: number;
            /**
             * Swap S
             * @default 0
             */
            swap_s: number;
            /**
             * Total S
             * @default 0
             */
            total_s: number;
        };
        /** Timings */
        Timings: {
            /**
             * Decode S
             * @default 0
             */
            decode_s: number;
            /**
             * Denoise S
             * @default 0
             */
            denoise_s: number;
            /**
             * Encode S
             * @default 0
             */
            encode_s: number;
            /**
             * Load S
             * @default 0
             */
            load_s: number;
            /**
             * Queue S
             * @default 0
             */
            queue_s: number;
            /**
             * Refine S
             * @default 0
             */
            refine_s: number;
            /**
             * Save S
             * @default 0
             */
            save_s: number;
            /**
             * Total S
             * @default 0
             */
            total_s: number;
        };
        /** TranscribedWord */
        TranscribedWord: {
            /**
             * Confidence
             * @description 0 to 1; none for the words of a script.
             * @default null
             */
            confidence: number | null;
            /** End */
            end: number;
            /**
             * Start
             * @description Seconds from the start.
             */
            start: number;
            /** Word */
            word: string;
        };
        /**
         * TranscribeForm
         * @description The recording: a file `file` of the form, or `asset_id`.
         */
        TranscribeForm: {
            /**
             * Asset Id
             * @description A sound or a video of the library.
             * @default null
             */
            asset_id?: string | null;
            /**
             * Language
             * @description ISO 639-1, like es; left out: found out.
             * @default null
             */
            language?: string | null;
            /**
             * Script
             * @description The words, if they are known (es, en): they are shown as written here.
             * @default
             */
            script?: string;
        };
        /**
         * TranscribeRequest
         * @description The same as JSON, for a recording of the library.
         */
        TranscribeRequest: {
            /**
             * Asset Id
             * @description A sound or a video of the library.
             * @default null
             */
            asset_id?: string | null;
            /**
             * Language
             * @description ISO 639-1, like es; left out: found out.
             * @default null
             */
            language?: string | null;
            /**
             * Script
             * @description The words, if they are known (es, en): they are shown as written here.
             * @default
             */
            script?: string;
        };
        /**
         * Transcription
         * @description What is heard; without speech no words and a warning `no_speech`.
         */
        Transcription: {
            /** Duration S */
            duration_s: number;
            /** Job Id */
            job_id: string;
            /**
             * Language
             * @description ISO 639-1; "" where nobody speaks.
             */
            language: string;
            /**
             * Placed
             * @description Share of the script's words that were heard; none without a script.
             */
            placed: number | null;
            /** Srt */
            srt: string;
            /** Text */
            text: string;
            /** Vtt */
            vtt: string;
            /** Warnings */
            warnings: components["schemas"]["Warning"][];
            /** Words */
            words: components["schemas"]["TranscribedWord"][];
        };
        /** TranslatedPrompt */
        TranslatedPrompt: {
            /**
             * Engine
             * @description Who translated.
             * @enum {string}
             */
            engine: "glossary" | "llm";
            /**
             * Language
             * @description Of the prompt.
             * @enum {string}
             */
            language: "es" | "en" | "other";
            /**
             * Needed
             * @description The prompt is Spanish and the checkpoint does not read it.
             */
            needed: boolean;
            /** Prompt */
            prompt: string;
            /**
             * Translated Prompt
             * @description In English; the prompt itself unless it is Spanish.
             */
            translated_prompt: string;
            /**
             * Unknown
             * @description Words that stay as they are: names, and what the glossary lacks.
             */
            unknown: string[];
        };
        /** TranslateRequest */
        TranslateRequest: {
            /**
             * Engine
             * @default glossary
             * @enum {string}
             */
            engine?: "glossary" | "llm";
            /**
             * Model
             * @description The checkpoint it is for. Left out: the active one.
             * @default null
             */
            model?: string | null;
            /** Prompt */
            prompt: string;
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
        /**
         * Usage
         * @description Nothing is billed: text tokens are words and signs, image tokens are squares of 16 by 16 pixels.
         */
        Usage: {
            /** Input Tokens */
            input_tokens: number;
            input_tokens_details: components["schemas"]["InputTokensDetails"];
            /** Output Tokens */
            output_tokens: number;
            output_tokens_details: components["schemas"]["InputTokensDetails"];
            /** Total Tokens */
            total_tokens: number;
        };
        /**
         * VariationForm
         * @description `client.images.create_variation`, beside the file `image`.
         */
        VariationForm: {
            /**
             * Guidance Scale
             * @description How closely the prompt is followed.
             * @default null
             */
            guidance_scale?: number | null;
            /**
             * Model
             * @description An id of GET /v1/models. The names of OpenAI's own image models mean the studio's default one.
             * @default null
             */
            model?: string | null;
            /**
             * N
             * @description How many pictures; 1 when left out.
             * @default null
             */
            n?: number | null;
            /**
             * Negative Prompt
             * @default null
             */
            negative_prompt?: string | null;
            /**
             * Num Inference Steps
             * @description Denoising steps, in place of what `quality` means.
             * @default null
             */
            num_inference_steps?: number | null;
            /**
             * Prompt
             * @description In place of the prompt that the picture was made from.
             * @default null
             */
            prompt?: string | null;
            /**
             * Response Format
             * @description `url`: a link that works for 60 minutes without a key. Left out: `url` for dall-e-2 and dall-e-3, else `b64_json`.
             * @default null
             */
            response_format?: ("url" | "b64_json") | null;
            /**
             * Seed
             * @description Picture n uses seed + n.
             * @default null
             */
            seed?: number | null;
            /**
             * Size
             * @description `auto`, or WxH from 16 to 4096 pixels, delivered exactly.
             * @default null
             */
            size?: string | null;
            /**
             * Strength
             * @description How far the variation goes from the picture.
             * @default null
             */
            strength?: number | null;
            /**
             * True Cfg Scale
             * @description The same; it wins when both are given.
             * @default null
             */
            true_cfg_scale?: number | null;
            /**
             * User
             * @description Taken; changes nothing here.
             * @default null
             */
            user?: string | null;
        };
        /**
         * VideoOptions
         * @description What a video may be: everything a page needs to offer it and to show it as it will look.
         */
        VideoOptions: {
            /** Aspects */
            aspects: components["schemas"]["AspectInfo"][];
            /** Caption Styles */
            caption_styles: components["schemas"]["CaptionStyleInfo"][];
            /** Fonts */
            fonts: components["schemas"]["FontInfo"][];
            /** Motions */
            motions: components["schemas"]["StyleInfo"][];
            /** Platforms */
            platforms: components["schemas"]["PlatformInfo"][];
            /** Presets */
            presets: components["schemas"]["StyleInfo"][];
            /** Transitions */
            transitions: components["schemas"]["StyleInfo"][];
        };
        /**
         * VideoRequest
         * @description An avatar says a script.
         */
        VideoRequest: {
            /**
             * Aspect
             * @default 9:16
             * @enum {string}
             */
            aspect?: "9:16" | "1:1" | "4:5" | "16:9";
            /**
             * Audio Asset Id
             * @description Own recording of the script, in place of a voice.
             * @default null
             */
            audio_asset_id?: string | null;
            /**
             * Avatar Id
             * @description Of GET /avatars; "": the first one.
             * @default
             */
            avatar_id?: string;
            /**
             * @default {
             *       "color": null,
             *       "to": null,
             *       "asset_id": null
             *     }
             */
            background?: components["schemas"]["BackgroundRequest"];
            /**
             * Brand
             * @description A brand's id; true: the default one, if there is one; false: none.
             * @default true
             */
            brand?: string | boolean;
            /**
             * @default {
             *       "style": "highlight",
             *       "position": "auto",
             *       "colors": {
             *         "active": null,
             *         "box": null,
             *         "outline": null,
             *         "text": null
             *       },
             *       "font": "",
             *       "size": 1,
             *       "outline": 1,
             *       "uppercase": false
             *     }
             */
            captions?: components["schemas"]["CaptionRequest"];
            /** @default null */
            cta?: components["schemas"]["CtaRequest"] | null;
            /**
             * Label
             * @description A visible mark that says AI made it.
             * @default false
             */
            label?: boolean;
            /**
             * Language
             * @description null: found in the script.
             * @default null
             */
            language?: ("es" | "en") | null;
            /** @default null */
            lower_third?: components["schemas"]["LowerThirdRequest"] | null;
            /**
             * Model
             * @description Image model for scenes with a prompt.
             * @default
             */
            model?: string;
            /**
             * Music
             * @description A built-in bed of GET /music; "" and no asset: none.
             * @default
             */
            music?: string;
            /**
             * Music Asset Id
             * @default null
             */
            music_asset_id?: string | null;
            /**
             * Music Volume
             * @default 1
             */
            music_volume?: number;
            /**
             * Platform
             * @default all
             * @enum {string}
             */
            platform?: "all" | "tiktok" | "reels" | "shorts" | "meta" | "youtube";
            /**
             * Preset
             * @default final
             * @enum {string}
             */
            preset?: "preview" | "draft" | "final";
            /** @default null */
            price_tag?: components["schemas"]["PriceTagRequest"] | null;
            /**
             * Project
             * @default
             */
            project?: string;
            /**
             * Script
             * @description May hold [pause 500ms].
             * @default
             */
            script?: string;
            /**
             * Speed
             * @default 1
             */
            speed?: number;
            /**
             * Title
             * @description Written on the thumbnails, and the name in the library; "": the first words.
             * @default
             */
            title?: string;
            /**
             * Voice Id
             * @description Of GET /voices; "": the best one for the language.
             * @default
             */
            voice_id?: string;
        };
        /**
         * VideoResult
         * @description `result` of a completed job of kind `video`.
         */
        VideoResult: {
            /**
             * Cached
             * @description Some of it was taken from an earlier video.
             */
            cached: boolean;
            /** Duration S */
            duration_s: number;
            /** Job Id */
            job_id: string;
            /** Language */
            language: string;
            /** Scenes */
            scenes: components["schemas"]["VideoScene"][];
            /** Srt Url */
            srt_url: string;
            /** Thumbnail Assets */
            thumbnail_assets: components["schemas"]["Asset"][];
            timings: components["schemas"]["VideoTimings"];
            /** Url */
            url: string;
            video: components["schemas"]["Asset"];
            /** Voice */
            voice: string;
            /** Vtt Url */
            vtt_url: string;
            /** Warnings */
            warnings: components["schemas"]["Warning"][];
        };
        /**
         * VideoScene
         * @description Where a scene came to lie.
         */
        VideoScene: {
            /**
             * Chapters
             * @description Pieces that a long narration was parted into, at the ends of sentences.
             */
            chapters: number;
            /** Duration S */
            duration_s: number;
            /**
             * Rendered
             * @description How many of them were rendered anew; the others were taken from an earlier video.
             */
            rendered: number;
            /** Start S */
            start_s: number;
        };
        /** VideoTimings */
        VideoTimings: {
            /** Images S */
            images_s: number;
            /** Render S */
            render_s: number;
            /** Save S */
            save_s: number;
            /** Sound S */
            sound_s: number;
            /** Total S */
            total_s: number;
            /** Voice S */
            voice_s: number;
        };
        /**
         * VisualRequest
         * @description What a scene shows: exactly one.
         */
        VisualRequest: {
            /**
             * Asset Id
             * @description A picture or a video of the library.
             * @default null
             */
            asset_id?: string | null;
            /**
             * Avatar Id
             * @default null
             */
            avatar_id?: string | null;
            /**
             * @description Behind the avatar.
             * @default null
             */
            background?: components["schemas"]["BackgroundRequest"] | null;
            /**
             * Color
             * @default null
             */
            color?: string | null;
            /**
             * Prompt
             * @description A picture that the image engine draws.
             * @default null
             */
            prompt?: string | null;
            /**
             * Seed
             * @description Of the drawn picture.
             * @default null
             */
            seed?: number | null;
            /**
             * Start S
             * @description Where a video begins.
             * @default 0
             */
            start_s?: number;
            /**
             * Volume
             * @description Of a video's own sound.
             * @default 0
             */
            volume?: number;
        };
        /** Voice */
        Voice: {
            /**
             * Accent
             * @description Where people speak so: Latin America, Spain, United States, United Kingdom.
             */
            accent: string;
            /** Commercial Use */
            commercial_use: boolean;
            /** Credit */
            credit: string;
            /**
             * Default
             * @description It speaks its language when a request names no voice.
             */
            default: boolean;
            /**
             * Draft
             * @description Robotic: for drafts.
             */
            draft: boolean;
            /** Engine */
            engine: string;
            /**
             * Gender
             * @enum {string}
             */
            gender: "female" | "male" | "neutral";
            /** Id */
            id: string;
            /** Installed */
            installed: boolean;
            /**
             * Language
             * @description Its own.
             * @enum {string}
             */
            language: "es" | "en";
            /**
             * Languages
             * @description Those it speaks well, its own first.
             */
            languages: ("es" | "en")[];
            /** License */
            license: string;
            /** License Url */
            license_url: string;
            /**
             * Model
             * @description The model of GET /api/models that it needs; "": none.
             */
            model: string;
            /** Name */
            name: string;
            /**
             * Sample Url
             * @description A short MP3; null for voices of a speech service.
             */
            sample_url: string | null;
        };
        /** VoiceList */
        VoiceList: {
            /** Items */
            items: components["schemas"]["Voice"][];
        };
        /** VoiceName */
        VoiceName: {
            /** Id */
            id: string;
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
export interface operations {
    status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            /** @description Found */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    list_assets: {
        parameters: {
            query?: {
                cursor?: string;
                favorite?: boolean;
                limit?: number;
                project?: string;
                q?: string;
                since?: string;
                sort?: "newest" | "oldest";
                type?: "image" | "video" | "audio" | "lora";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    create_asset: {
        parameters: {
            query?: {
                async?: boolean;
            };
            header?: {
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssetImport"];
                "multipart/form-data": {
                    /** Format: binary */
                    file: Blob;
                    /**
                     * Name
                     * @default
                     */
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    Location?: string;
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    Location?: string;
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobEnvelope"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    get_asset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                asset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    delete_asset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                asset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetsDeleted"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    change_asset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                asset_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssetPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    asset_audit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                asset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audit"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    asset_file: {
        parameters: {
            query?: {
                download?: boolean;
                v?: string;
            };
            header?: {
                "If-None-Match"?: string;
                Range?: string;
            };
            path: {
                asset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Range"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                };
            };
            /** @description Partial Content */
            206: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Range"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Range"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Requested Range Not Satisfiable */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    restore_asset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                asset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    asset_srt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                asset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-subrip": Blob;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    asset_vtt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                asset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/vtt": Blob;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    asset_thumbnail: {
        parameters: {
            query?: {
                download?: boolean;
                v?: string;
            };
            header?: {
                "If-None-Match"?: string;
                Range?: string;
            };
            path: {
                asset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Range"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": Blob;
                };
            };
            /** @description Partial Content */
            206: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Range"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": Blob;
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Range"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Requested Range Not Satisfiable */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    delete_assets: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetsDeleted"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    export_assets: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": Blob;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    list_brands: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    create_brand: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BrandRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Brand"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    get_brand: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                brand_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Brand"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    replace_brand: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                brand_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BrandRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Brand"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    delete_brand: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                brand_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandDeleted"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    font_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "font/woff2": Blob;
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    list_jobs: {
        parameters: {
            query?: {
                active?: boolean;
                cursor?: string;
                kind?: string;
                limit?: number;
                status?: "queued" | "processing" | "completed" | "failed" | "cancelled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    get_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    cancel_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    job_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": Blob;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    retry_job: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    Location?: string;
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    list_loras: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoraList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    create_lora: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoraImport"];
                "multipart/form-data": {
                    /** Format: binary */
                    file: Blob;
                    /**
                     * Name
                     * @default
                     */
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoraAdded"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    delete_lora: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lora_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetsDeleted"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    list_models: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    remove_model: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelRemoved"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    model_license: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelLicense"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    accept_license: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LicenseAcceptance"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelLicense"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    pull_model: {
        parameters: {
            query?: {
                async?: boolean;
            };
            header?: {
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                model_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    Location?: string;
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    pause_queue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueState"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    resume_queue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueState"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicSettings"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    list_avatars: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AvatarList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    create_avatar: {
        parameters: {
            query?: {
                async?: boolean;
            };
            header?: {
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Asset Id
                     * @description A picture of the library.
                     */
                    asset_id?: string;
                    /**
                     * Consent
                     * @description Who is shown has agreed to be a presenter; kept with the avatar.
                     * @default false
                     */
                    consent?: boolean;
                    /** Name */
                    name: string;
                    portrait?: Blob[];
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    Location?: string;
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Avatar"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    Location?: string;
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobEnvelope"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    delete_avatar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                avatar_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AvatarDeleted"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    update_avatar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                avatar_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AvatarPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Avatar"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    avatar_preview: {
        parameters: {
            query?: {
                download?: boolean;
                v?: string;
            };
            header?: {
                "If-None-Match"?: string;
            };
            path: {
                avatar_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": Blob;
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    avatar_thumbnail: {
        parameters: {
            query?: {
                download?: boolean;
                v?: string;
            };
            header?: {
                "If-None-Match"?: string;
            };
            path: {
                avatar_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": Blob;
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    face_swap: {
        parameters: {
            query?: {
                async?: boolean;
            };
            header?: {
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaceSwapRequest"];
                "multipart/form-data": {
                    /**
                     * All Faces
                     * @description Without a mapping: onto every face of the target.
                     * @default false
                     */
                    all_faces?: boolean;
                    /**
                     * Consent
                     * @description Must be true: everyone shown has agreed to this use of their face. Kept with the result.
                     * @default false
                     */
                    consent?: boolean;
                    /**
                     * Engine
                     * @description auto: the one in the settings, `mesh` unless they say otherwise and its licence is acknowledged.
                     * @default auto
                     * @enum {string}
                     */
                    engine?: "auto" | "mesh" | "insightface";
                    /**
                     * Enhance
                     * @description Sharpen the new faces with the enhancer in the settings; 501 without one.
                     * @default false
                     */
                    enhance?: boolean;
                    /**
                     * Force
                     * @description Also faces that are too small or turned too far for the engine.
                     * @default false
                     */
                    force?: boolean;
                    /**
                     * Include Base64
                     * @description Put the picture into the answer; ignored when it is 202.
                     * @default true
                     */
                    include_base64?: boolean;
                    /**
                     * Keep Eyes
                     * @description The target's own eyes stay.
                     * @default false
                     */
                    keep_eyes?: boolean;
                    /**
                     * Keep Mouth
                     * @description The target's own mouth stays.
                     * @default false
                     */
                    keep_mouth?: boolean;
                    /**
                     * Label
                     * @description A small visible mark, AI or IA, in the bottom right corner.
                     * @default false
                     */
                    label?: boolean;
                    /**
                     * Mapping
                     * @description JSON.
                     */
                    mapping?: string;
                    /**
                     * Output Compression
                     * @description Quality of jpeg (92) and webp (90).
                     */
                    output_compression?: number;
                    /**
                     * Output Format
                     * @description None: as the target.
                     * @enum {string}
                     */
                    output_format?: "png" | "jpeg" | "webp";
                    /**
                     * Project
                     * @default default
                     */
                    project?: string;
                    source?: Blob[];
                    /**
                     * Source Asset Ids
                     * @description Pictures of the library.
                     * @default []
                     */
                    source_asset_ids?: string[];
                    /**
                     * Source Inputs
                     * @description Pictures that POST /faces/detect was sent before.
                     * @default []
                     */
                    source_inputs?: string[];
                    /**
                     * Strength
                     * @default 1
                     */
                    strength?: number;
                    target?: Blob[];
                    /**
                     * Target Asset Id
                     * @description A picture or a video of the library.
                     */
                    target_asset_id?: string;
                    /** Target Input */
                    target_input?: string;
                    /**
                     * Target Time S
                     * @description Of a video: the moment whose faces `mapping` counts. Who is chosen there is followed all through.
                     * @default 0
                     */
                    target_time_s?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Location?: string;
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceSwapResponse"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    Location?: string;
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobEnvelope"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    detect_faces: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DetectRequest"];
                "multipart/form-data": {
                    /**
                     * Engine
                     * @description auto: the one in the settings, `mesh` unless they say otherwise and its licence is acknowledged.
                     * @default auto
                     * @enum {string}
                     */
                    engine?: "auto" | "mesh" | "insightface";
                    image?: Blob[];
                    /**
                     * Image Asset Id
                     * @description A picture of the library.
                     */
                    image_asset_id?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Detection"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    generate_image: {
        parameters: {
            query?: {
                async?: boolean;
            };
            header?: {
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImageRequest"];
                "multipart/form-data": {
                    /**
                     * Background
                     * @description transparent: the subject is cut out.
                     * @default auto
                     * @enum {string}
                     */
                    background?: "auto" | "opaque" | "transparent";
                    /**
                     * Cache
                     * @description Answer from the result cache when recipe and seed were made before.
                     * @default true
                     */
                    cache?: boolean;
                    /**
                     * Face Prompt
                     * @description What a face is told; empty: the prompt.
                     * @default
                     */
                    face_prompt?: string;
                    /**
                     * Face Refine
                     * @description Find faces in the result and redraw them larger.
                     * @default false
                     */
                    face_refine?: boolean;
                    /**
                     * Face Strength
                     * @default 0.4
                     */
                    face_strength?: number;
                    /**
                     * Force
                     * @description Allow fewer steps than the checkpoint needs.
                     * @default false
                     */
                    force?: boolean;
                    /**
                     * Guidance Scale
                     * @description How closely the prompt is followed; 0 or 1: no guidance.
                     */
                    guidance_scale?: number;
                    /** Height */
                    height?: number;
                    image?: Blob[];
                    /**
                     * Image Asset Id
                     * @description Reference picture from the library.
                     */
                    image_asset_id?: string;
                    /**
                     * Include Base64
                     * @description Put the pictures into the answer; ignored when it is 202.
                     * @default true
                     */
                    include_base64?: boolean;
                    /**
                     * Lora Scale
                     * @default 1
                     */
                    lora_scale?: number;
                    /**
                     * Lora Url
                     * @description One more entry of `loras`.
                     */
                    lora_url?: string;
                    /**
                     * Loras
                     * @description JSON.
                     */
                    loras?: string;
                    mask?: Blob[];
                    /** Mask Asset Id */
                    mask_asset_id?: string;
                    /**
                     * Mask Blur
                     * @description Width of the soft edge inside the mask, in pixels of the reference picture.
                     * @default 4
                     */
                    mask_blur?: number;
                    /** Model */
                    model?: string;
                    /**
                     * Negative Prompt
                     * @default
                     */
                    negative_prompt?: string;
                    /**
                     * Num Inference Steps
                     * @description Denoising steps.
                     */
                    num_inference_steps?: number;
                    /**
                     * Num Outputs
                     * @default 1
                     */
                    num_outputs?: number;
                    /**
                     * Outpaint
                     * @description JSON.
                     */
                    outpaint?: string;
                    /**
                     * Output Compression
                     * @description Quality of jpeg (92) and webp (90).
                     */
                    output_compression?: number;
                    /**
                     * Output Format
                     * @default png
                     * @enum {string}
                     */
                    output_format?: "png" | "jpeg" | "webp";
                    /** Output Height */
                    output_height?: number;
                    /**
                     * Output Width
                     * @description Exact pixels of the file; goes with `output_height`.
                     */
                    output_width?: number;
                    /**
                     * Pag Scale
                     * @description Perturbed-attention guidance; 0: none.
                     * @default 0
                     */
                    pag_scale?: number;
                    /**
                     * Prepend Preprompt
                     * @description Put the checkpoint's own words before the prompt.
                     * @default true
                     */
                    prepend_preprompt?: boolean;
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
                    /** Scheduler */
                    scheduler?: string;
                    /**
                     * Seed
                     * @description Output n uses seed + n. Drawn at random when left out.
                     */
                    seed?: number;
                    /**
                     * Strength
                     * @description How much of the reference is redrawn; 0.6, with a mask 1.0.
                     */
                    strength?: number;
                    /**
                     * Style
                     * @description Id from GET /styles: its words are put around the prompt.
                     */
                    style?: string;
                    /**
                     * Translate
                     * @description Put a Spanish prompt into English for a checkpoint that reads no Spanish.
                     * @default false
                     */
                    translate?: boolean;
                    /**
                     * Upscaler
                     * @description auto, lanczos, or the id of an installed upscaler.
                     * @default auto
                     */
                    upscaler?: string;
                    /**
                     * Width
                     * @description Pixels; a multiple of the model's factor, within its limits.
                     */
                    width?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Location?: string;
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageResponse"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    Location?: string;
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobEnvelope"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    gpu_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GpuStatus"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    unload_models: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UnloadRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unloaded"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    magic_prompt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MagicPromptRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MagicPrompt"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Bad Gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    magic_script: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MagicScriptRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MagicScript"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Bad Gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": Blob;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    list_music: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MusicList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    music_sample: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                music_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/mpeg": Blob;
                };
            };
            /** @description Partial Content */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/mpeg": Blob;
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Requested Range Not Satisfiable */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    predict: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImageRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Cold-Start-Seconds"?: string;
                    "X-Inference-Seconds"?: string;
                    "X-Request-Number"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PredictResponse"];
                    "image/jpeg": Blob;
                    "image/png": Blob;
                    "image/webp": Blob;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Gateway Timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    render_multi_scene: {
        parameters: {
            query?: {
                async?: boolean;
            };
            header?: {
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScenesRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    Location?: string;
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobEnvelope"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    render_preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Video-Time"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": Blob;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    render_video: {
        parameters: {
            query?: {
                async?: boolean;
            };
            header?: {
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VideoRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    Location?: string;
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobEnvelope"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    say: {
        parameters: {
            query?: {
                async?: boolean;
            };
            header?: {
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SayRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Location?: string;
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SayResponse"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    Location?: string;
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobEnvelope"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Bad Gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    script_length: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScriptLengthRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScriptLength"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    session_state: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionState"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    sign_in: {
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
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionState"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionState"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    list_styles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StyleList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    timing_report: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": Blob;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    transcribe: {
        parameters: {
            query?: {
                async?: boolean;
            };
            header?: {
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TranscribeRequest"];
                "multipart/form-data": {
                    /**
                     * Asset Id
                     * @description A sound or a video of the library.
                     */
                    asset_id?: string;
                    file?: Blob[];
                    /**
                     * Language
                     * @description ISO 639-1, like es; left out: found out.
                     */
                    language?: string;
                    /**
                     * Script
                     * @description The words, if they are known (es, en): they are shown as written here.
                     * @default
                     */
                    script?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    Location?: string;
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transcription"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    Location?: string;
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobEnvelope"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    translate_prompt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TranslateRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TranslatedPrompt"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Bad Gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    create_openai_speech: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpeechRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/aac": Blob;
                    "audio/flac": Blob;
                    "audio/mpeg": Blob;
                    "audio/ogg": Blob;
                    "audio/pcm": Blob;
                    "audio/wav": Blob;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Bad Gateway */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Gateway Timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    create_openai_transcription: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Chunking Strategy
                     * @description Taken; changes nothing here.
                     */
                    chunking_strategy?: string;
                    /** Format: binary */
                    file: Blob;
                    /**
                     * Include[]
                     * @description Taken; changes nothing here.
                     */
                    "include[]"?: string[];
                    /**
                     * Language
                     * @description ISO 639-1; left out: found out.
                     */
                    language?: string;
                    /**
                     * Model
                     * @description whisper-base, or a name of OpenAI's own, which means the same here.
                     */
                    model?: string;
                    /**
                     * Prompt
                     * @description Taken; changes nothing here.
                     */
                    prompt?: string;
                    /**
                     * Response Format
                     * @description json when left out. diarized_json: 501, speakers are not told apart here.
                     * @enum {string}
                     */
                    response_format?: "json" | "text" | "srt" | "vtt" | "verbose_json" | "diarized_json";
                    /**
                     * Stream
                     * @description true: 501, the answer comes whole.
                     */
                    stream?: boolean;
                    /**
                     * Temperature
                     * @description Taken; changes nothing here.
                     */
                    temperature?: number;
                    /**
                     * Timestamp Granularities[]
                     * @description With verbose_json; segment when left out.
                     */
                    "timestamp_granularities[]"?: ("word" | "segment")[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAIVerboseTranscription"];
                    "text/plain": Blob;
                    "text/vtt": Blob;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Gateway Timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    create_openai_edit: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Background
                     * @enum {string}
                     */
                    background?: "auto" | "opaque" | "transparent";
                    /**
                     * Complexity
                     * @description Taken; changes nothing here.
                     * @enum {string}
                     */
                    complexity?: "low" | "medium" | "high";
                    /**
                     * Frame Count
                     * @description Of gif files.
                     */
                    frame_count?: number;
                    /**
                     * Frame Duration Ms
                     * @description Of gif files.
                     */
                    frame_duration_ms?: number;
                    /**
                     * Guidance Scale
                     * @description How closely the prompt is followed.
                     */
                    guidance_scale?: number;
                    image?: Blob[];
                    "image[]"?: Blob[];
                    /**
                     * Input Fidelity
                     * @description Taken; changes nothing here.
                     * @enum {string}
                     */
                    input_fidelity?: "high" | "low";
                    markup?: Blob[];
                    mask?: Blob[];
                    /**
                     * Model
                     * @description An id of GET /v1/models. The names of OpenAI's own image models mean the studio's default one.
                     */
                    model?: string;
                    /**
                     * N
                     * @description How many pictures; 1 when left out.
                     */
                    n?: number;
                    /** Negative Prompt */
                    negative_prompt?: string;
                    /**
                     * Num Inference Steps
                     * @description Denoising steps, in place of what `quality` means.
                     */
                    num_inference_steps?: number;
                    /**
                     * Output Compression
                     * @description Quality of jpeg and webp.
                     */
                    output_compression?: number;
                    /**
                     * Output Format
                     * @description gif, svg: 501, no model here makes them.
                     * @enum {string}
                     */
                    output_format?: "png" | "jpeg" | "webp" | "gif" | "svg";
                    /**
                     * Partial Images
                     * @description With `stream`: how many unfinished pictures to send, at most.
                     */
                    partial_images?: number;
                    /** Prompt */
                    prompt: string;
                    /**
                     * Quality
                     * @description Steps: low 60 %, high and hd 160 %, xhigh 200 %, max 240 % of the model's own; distilled models keep theirs.
                     * @enum {string}
                     */
                    quality?: "auto" | "standard" | "hd" | "low" | "medium" | "high" | "xhigh" | "max";
                    /**
                     * Response Format
                     * @description `url`: a link that works for 60 minutes without a key. Left out: `url` for dall-e-2 and dall-e-3, else `b64_json`.
                     * @enum {string}
                     */
                    response_format?: "url" | "b64_json";
                    /**
                     * Safety Identifier
                     * @description Taken; changes nothing here.
                     */
                    safety_identifier?: string;
                    /**
                     * Seed
                     * @description Picture n uses seed + n.
                     */
                    seed?: number;
                    /**
                     * Size
                     * @description `auto`, or WxH from 16 to 4096 pixels, delivered exactly.
                     */
                    size?: string;
                    /**
                     * Stream
                     * @description Answer with server-sent events.
                     */
                    stream?: boolean;
                    /**
                     * Strength
                     * @description How much of what the mask opens is redrawn.
                     */
                    strength?: number;
                    /**
                     * Svg[Model]
                     * @description Of svg files.
                     */
                    "svg[model]"?: string;
                    /**
                     * Svg[Reasoning][Effort]
                     * @description Of svg files.
                     */
                    "svg[reasoning][effort]"?: string;
                    /**
                     * True Cfg Scale
                     * @description The same; it wins when both are given.
                     */
                    true_cfg_scale?: number;
                    /**
                     * User
                     * @description Taken; changes nothing here.
                     */
                    user?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImagesResponse"];
                    "text/event-stream": unknown;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Gateway Timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    linked_image: {
        parameters: {
            query?: {
                download?: boolean;
                v?: string;
            };
            header?: never;
            path: {
                link: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                };
            };
            /** @description Partial Content */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Requested Range Not Satisfiable */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    create_openai_image: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GenerationRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImagesResponse"];
                    "text/event-stream": unknown;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Gateway Timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    create_openai_variation: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Guidance Scale
                     * @description How closely the prompt is followed.
                     */
                    guidance_scale?: number;
                    /** Format: binary */
                    image: Blob;
                    /**
                     * Model
                     * @description An id of GET /v1/models. The names of OpenAI's own image models mean the studio's default one.
                     */
                    model?: string;
                    /**
                     * N
                     * @description How many pictures; 1 when left out.
                     */
                    n?: number;
                    /** Negative Prompt */
                    negative_prompt?: string;
                    /**
                     * Num Inference Steps
                     * @description Denoising steps, in place of what `quality` means.
                     */
                    num_inference_steps?: number;
                    /**
                     * Prompt
                     * @description In place of the prompt that the picture was made from.
                     */
                    prompt?: string;
                    /**
                     * Response Format
                     * @description `url`: a link that works for 60 minutes without a key. Left out: `url` for dall-e-2 and dall-e-3, else `b64_json`.
                     * @enum {string}
                     */
                    response_format?: "url" | "b64_json";
                    /**
                     * Seed
                     * @description Picture n uses seed + n.
                     */
                    seed?: number;
                    /**
                     * Size
                     * @description `auto`, or WxH from 16 to 4096 pixels, delivered exactly.
                     */
                    size?: string;
                    /**
                     * Strength
                     * @description How far the variation goes from the picture.
                     */
                    strength?: number;
                    /**
                     * True Cfg Scale
                     * @description The same; it wins when both are given.
                     */
                    true_cfg_scale?: number;
                    /**
                     * User
                     * @description Taken; changes nothing here.
                     */
                    user?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImagesResponse"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Gateway Timeout */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    list_openai_models: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAIModelList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    get_openai_model: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAIModel"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    video_options: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoOptions"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    list_voices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoiceList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
    voice_sample: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                voice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/mpeg": Blob;
                };
            };
            /** @description Partial Content */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/mpeg": Blob;
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Method Not Allowed */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Requested Range Not Satisfiable */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEnvelope"];
                };
            };
        };
    };
}
