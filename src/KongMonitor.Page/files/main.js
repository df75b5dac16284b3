// SPDX-License-Identifier: MIT
import { Page } from './page.js';

new Page().start();
