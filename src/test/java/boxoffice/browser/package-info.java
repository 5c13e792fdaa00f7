/**
 * The pages in a real Chromium, driven over the DevTools protocol as a person would: by clicks and
 * keys.
 */
package boxoffice.browser;
