extension HTMLReport {
    /// Light and dark by what the reader's system says. Colours of lines differ in lightness too,
    /// for those who do not see them apart.
    static let style = """

        :root { --ground: #f6f7f9; --card: #fff; --text: #1b1f27; --quiet: #5c6574;
          --edge: #dfe3ea; --grid: #e8ebf0; --good: #0a7a4b; --bad: #c62f3b;
          --c1: #1f5fd0; --c2: #e0801a; --c3: #12908a; --c4: #7b4fc9; --c5: #c2468f;
          --c6: #8a94a6; }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #12151b; --card: #1a1f27; --text: #e8ebf1; --quiet: #9aa4b5;
            --edge: #2b323d; --grid: #262c36; --good: #4fcf94; --bad: #ff7b82;
            --c1: #6fa5ff; --c2: #f5a64e; --c3: #4cc9c0; --c4: #b597f5; --c5: #ee85bf;
            --c6: #8b95a7; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 72rem; color: var(--text);
          background: var(--ground); font: 16px/1.5 system-ui, -apple-system, "Segoe UI",
          "Noto Sans", sans-serif; -webkit-text-size-adjust: 100%; }
        header { margin-bottom: 1.75rem; }
        .kind { margin: 0; color: var(--quiet); font-size: .875rem; }
        h1 { margin: .1rem 0 .5rem; font-size: clamp(1.5rem, 5vw, 2.125rem); line-height: 1.2;
          letter-spacing: -.015em; text-wrap: balance; }
        h2 { margin: 2.25rem 0 .6rem; font-size: 1.125rem; }
        .verdict { display: inline-block; margin: 0; padding: .2rem .75rem; border-radius: 1rem;
          border: 1px solid currentColor; font-weight: 600; font-size: .9375rem; }
        .good { color: var(--good); } .fail { color: var(--bad); }
        .doubt { margin: .6rem 0 0; padding-left: .75rem; max-width: 42rem;
          border-left: .2rem solid var(--c2); color: var(--quiet); font-size: .9375rem; }
        code { font: .9em ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace; }
        .tiles { display: grid; gap: .75rem;
          grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.5rem), 1fr)); }
        .tiles div, figure, .wide { background: var(--card); border: 1px solid var(--edge);
          border-radius: .75rem; }
        .tiles div { padding: .75rem 1rem; }
        .tiles b { display: block; font-size: 1.375rem; line-height: 1.3;
          font-variant-numeric: tabular-nums; white-space: nowrap; }
        .tiles span { color: var(--quiet); font-size: .8125rem; }
        .plots { display: grid; gap: .75rem; margin-top: .75rem;
          grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
        figure { margin: 0; padding: .9rem 1rem .6rem; }
        figcaption { font-weight: 600; }
        figcaption ul { display: flex; flex-wrap: wrap; gap: 0 .9rem; margin: .1rem 0 .4rem;
          padding: 0; list-style: none; font-weight: 400; font-size: .8125rem;
          color: var(--quiet); }
        figcaption i { display: inline-block; width: .9rem; height: .2rem; margin-right: .35rem;
          border-radius: .1rem; vertical-align: .2rem; background: var(--c); }
        svg { display: block; width: 100%; height: auto; }
        svg text { fill: var(--quiet); font-size: 12px; font-variant-numeric: tabular-nums; }
        .grid { stroke: var(--grid); stroke-width: 1; }
        .line { fill: none; stroke: var(--c); stroke-width: 1.8; stroke-linejoin: round;
          stroke-linecap: round; }
        .area { fill: var(--c); opacity: .13; }
        .bar { fill: var(--c); }
        .c1 { --c: var(--c1); } .c2 { --c: var(--c2); } .c3 { --c: var(--c3); }
        .c4 { --c: var(--c4); } .c5 { --c: var(--c5); } .c6 { --c: var(--c6); }
        .bad { --c: var(--bad); }
        .line.c1 { stroke-width: 2.6; }
        .wide { overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; font-size: .9375rem;
          font-variant-numeric: tabular-nums; }
        th, td { padding: .5rem 1rem; text-align: right; white-space: nowrap;
          border-bottom: 1px solid var(--edge); }
        tbody tr:last-child > * { border-bottom: 0; }
        th:first-child { text-align: left; }
        thead th { color: var(--quiet); font-weight: 500; font-size: .8125rem; }
        tbody th { font-weight: 600; }
        small { display: block; color: var(--quiet); font-weight: 400; font-size: .8125rem; }
        .pairs td { white-space: normal; overflow-wrap: anywhere; }
        .pairs th { font-weight: 500; color: var(--quiet); white-space: normal; }
        @media (max-width: 40rem) {
          body { padding-inline: .75rem; }
          th, td { padding: .45rem .45rem; font-size: .8125rem; }
          th:first-child { padding-left: .75rem; position: sticky; left: 0;
            background: var(--card); }
          .pairs th:first-child { position: static; min-width: 8.5rem; }
          tbody small { display: none; } }
        @media print { body { background: #fff; } }

        """
}
