// SPDX-License-Identifier: MIT
namespace KongMonitor.KernelTests;

/// <summary>A request and its response, and where TCP cuts each.</summary>
sealed record GeneratedExchange(string Request, string Response, int[] RequestCuts, int[] ResponseCuts);
