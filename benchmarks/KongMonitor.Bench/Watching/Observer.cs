// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Watching;

/// <summary>Who watches the gateway while a window is measured.</summary>
/// <param name="Name">As tables call it.</param>
/// <param name="Begin">Puts it in place, where another one may be.</param>
/// <param name="Count">Exchanges it has counted; null for one that counts none.</param>
/// <param name="IsLogged">Whether it is nginx itself, which logs what it is asked for.</param>
sealed record Observer(string Name, Action Begin, Func<long>? Count = null, bool IsLogged = false);
