namespace Gsp.Topology;

/// <summary>What the polynomial form needs from the moments: W^j R_p, the criterion, its gradient and the blocks of its Hessian.</summary>
/// <remarks>
/// Everything follows from T_pj = W^j R_p (N x NP, R_p = block row p of R), made by sparse products. With them
/// Psi R = sum of h_pj T_pj, and F_a R = sum over j > a of h_pj T_p,j-1-a. The gradient for W is, with X_j = sum over p of h_pj G_p and G = Psi R - C, the sum over
/// j and u + v = j - 1 of (W^T)^u X_j (W^T)^v, evaluated by Horner's rule.
/// </remarks>
internal sealed class PolynomialMoments
{
    private readonly int nodes;
    private readonly int maximumOrder;
    private readonly IndexWorkers workers;
    private readonly double[][] products; // T_pj for j >= 1, at PolynomialMember.Index(p, j)
    private readonly double[][] powers; // W^j, j = 0 .. P, N x N
    private readonly double[] residual; // G, N x NP
    private readonly double[][] filtered; // F_a R, N x NP
    private readonly double[][] levels; // X_j, then L_j, N x N, from j = 1
    private readonly double[][] information; // U_ab for a <= b, N x N
    private readonly double[] columnProducts; // (W^a e_i) . (W^b e_i)
    private readonly double[] unexplained;
    private readonly RowRegression small;
    private readonly double[] normal; // M x M
    private readonly double[] normalCross;
    private readonly double[] reduced;
    private readonly int[] freeIndex;
    private readonly double[] partial;
    private readonly double[][] horner; // one row a worker
    private readonly (int Lag, int Power)[] lagAndPower; // of each coefficient h_pj
    private readonly (int Row, int Column)[] pairs; // entries of the normal equations' lower triangle
    private readonly Action<int, int, int> multiplyRows;
    private readonly Action<int, int, int> evaluateRows;
    private readonly Action<int, int, int> normalEntries;
    private readonly Action<int, int, int> levelRows;
    private readonly Action<int, int, int> hornerRows;
    private readonly Action<int, int, int> filterRows;
    private readonly Action<int, int, int> informationRows;
    private LaggedMoments? moments;
    private int order;
    private SparseRows? left;
    private double[]? source;
    private int sourceOffset;
    private int sourceStride;
    private double[]? target;
    private int targetStride;
    private double[]? current;
    private SparseRows? differentiated;
    private int level;

    public PolynomialMoments(int nodes, int maximumOrder, int capacity, IndexWorkers workers)
    {
        (this.nodes, this.maximumOrder, this.workers) = (nodes, maximumOrder, workers);
        int width = nodes * maximumOrder;
        int count = CoefficientRecursion.CountFor(maximumOrder);
        Shift = new SparseRows(nodes, capacity);
        products = new double[count][];
        for (int p = 1; p <= maximumOrder; p++)
        {
            products[PolynomialMember.Index(p, 0)] = [];
            for (int j = 1; j <= p; j++)
            {
                products[PolynomialMember.Index(p, j)] = new double[nodes * width];
            }
        }
        powers = Arrays(maximumOrder + 1, nodes * nodes);
        residual = new double[nodes * width];
        filtered = Arrays(maximumOrder, nodes * width);
        levels = Arrays(maximumOrder + 1, nodes * nodes);
        information = Arrays(maximumOrder * maximumOrder, nodes * nodes);
        columnProducts = new double[nodes * maximumOrder * maximumOrder];
        Gradient = new double[nodes * nodes];
        unexplained = new double[nodes];
        small = new RowRegression(count);
        normal = new double[count * count];
        normalCross = new double[count];
        reduced = new double[count];
        freeIndex = new int[count];
        partial = new double[nodes];
        horner = Arrays(workers.Threads, nodes);
        lagAndPower =
        [
            .. Enumerable.Range(1, maximumOrder).SelectMany(p => Enumerable.Range(0, p + 1).Select(j => (p, j))),
        ];
        pairs = [.. Enumerable.Range(0, count).SelectMany(a => Enumerable.Range(0, a + 1).Select(b => (a, b)))];
        multiplyRows = MultiplyRows;
        evaluateRows = EvaluateRows;
        normalEntries = NormalEntries;
        levelRows = LevelRows;
        hornerRows = HornerRows;
        filterRows = FilterRows;
        informationRows = InformationMatrices;
    }

    /// <summary>The W that was prepared last.</summary>
    public SparseRows Shift { get; }

    /// <summary>df/dW at the prepared W, N x N.</summary>
    public double[] Gradient { get; }

    /// <summary>The weighted residual sum of squares of a row, from <see cref="Evaluate"/>.</summary>
    public double Unexplained(int row) => unexplained[row];

    /// <summary>Computes T_pj and W^j for W = base + scale change.</summary>
    public void Prepare(LaggedMoments moments, SparseRows start, int order, SparseRows? change = null, double scale = 0)
    {
        (this.moments, this.order) = (moments, order);
        Shift.CopyFrom(start);
        for (int i = 0; change is not null && i < nodes; i++)
        {
            RowKernels.AddScaled(scale, change.Values(i), Shift.Values(i));
        }
        int width = moments.Width;
        for (int p = 1; p <= order; p++)
        {
            for (int j = 1; j <= p; j++)
            {
                (double[] from, int offset) =
                    j == 1 ? (moments.R, (p - 1) * nodes * width) : (products[PolynomialMember.Index(p, j - 1)], 0);
                LeftMultiply(Shift, from, offset, width, products[PolynomialMember.Index(p, j)], width);
            }
        }
        Array.Clear(powers[0]);
        for (int i = 0; i < nodes; i++)
        {
            powers[0][i * nodes + i] = 1;
        }
        for (int j = 1; j <= order; j++)
        {
            LeftMultiply(Shift, powers[j - 1], 0, nodes, powers[j], nodes);
        }
    }

    /// <summary>Solves for h at the prepared W with h_10 = 0 and h_11 = 1 held.</summary>
    public void SolveCoefficients(Span<double> coefficients)
    {
        int count = CoefficientRecursion.CountFor(order);
        workers.Run(count * (count + 1) / 2, 2, normalEntries);
        int free = count - 2;
        for (int a = 0; a < free; a++)
        {
            freeIndex[a] = a + 2;
            reduced[a + 2] = normalCross[a + 2] - normal[(a + 2) * count + 1];
        }
        if (free > 0)
        {
            small.Factor(normal.AsSpan(0, count * count), count, freeIndex.AsSpan(0, free));
            small.Solve(reduced, freeIndex.AsSpan(0, free), coefficients.Slice(2, free));
        }
        (coefficients[0], coefficients[1]) = (0, 1);
    }

    /// <summary>f(W, h) at the prepared W; leaves Psi R - C and the residual powers behind.</summary>
    public double Evaluate(double[] coefficients)
    {
        current = coefficients;
        workers.Run(nodes, 8, evaluateRows);
        double sum = 0;
        foreach (double value in partial)
        {
            sum += value;
        }
        return sum;
    }

    /// <summary>Gradient and Hessian blocks at the prepared W, after <see cref="Evaluate"/>.</summary>
    public void Differentiate(SparseRows shift, double[] coefficients)
    {
        (differentiated, current) = (shift, coefficients);
        Gradients(shift);
        workers.Run(nodes, 8, filterRows);
        workers.Run(nodes, 8, informationRows);
        ColumnProducts();
    }

    /// <summary>H_i[S, :], |S| x N.</summary>
    public void InformationRows(int row, ReadOnlySpan<int> columns, Span<double> block)
    {
        for (int k = 0; k < columns.Length; k++)
        {
            Span<double> line = block.Slice(k * nodes, nodes);
            line.Clear();
            for (int a = 0; a < order; a++)
            {
                for (int b = 0; b < order; b++)
                {
                    double weight = columnProducts[(row * maximumOrder + a) * maximumOrder + b];
                    if (weight != 0)
                    {
                        ReadOnlySpan<double> u = information[a * maximumOrder + b];
                        RowKernels.AddScaled(weight, u.Slice(columns[k] * nodes, nodes), line);
                    }
                }
            }
        }
    }

    /// <summary>H_i[j, j].</summary>
    public double InformationDiagonal(int row, int j)
    {
        double sum = 0;
        for (int a = 0; a < order; a++)
        {
            for (int b = 0; b < order; b++)
            {
                sum = Math.FusedMultiplyAdd(
                    columnProducts[(row * maximumOrder + a) * maximumOrder + b],
                    information[a * maximumOrder + b][j * nodes + j],
                    sum
                );
            }
        }
        return sum;
    }

    private (double[] Data, int Offset) Product(int p, int j) =>
        j == 0 ? (moments!.R, (p - 1) * nodes * moments.Width) : (products[PolynomialMember.Index(p, j)], 0);

    private void EvaluateRows(int first, int end, int worker)
    {
        int width = moments!.Width;
        for (int i = first; i < end; i++)
        {
            Span<double> row = residual.AsSpan(i * width, nodes * order);
            row.Clear();
            for (int p = 1; p <= order; p++)
            {
                for (int j = 0; j <= p; j++)
                {
                    double h = current![PolynomialMember.Index(p, j)];
                    if (h != 0)
                    {
                        (double[] from, int offset) = Product(p, j);
                        RowKernels.AddScaled(h, from.AsSpan(offset + i * width, row.Length), row);
                    }
                }
            }
            // Psi_i R Psi_i^T and Psi_i C_i^T with Psi_i made from the powers of W.
            double quadratic = 0;
            double linear = 0;
            for (int p = 1; p <= order; p++)
            {
                for (int j = 0; j <= p; j++)
                {
                    double h = current![PolynomialMember.Index(p, j)];
                    if (h != 0)
                    {
                        ReadOnlySpan<double> power = powers[j].AsSpan(i * nodes, nodes);
                        quadratic += h * RowKernels.Dot(row.Slice((p - 1) * nodes, nodes), power);
                        linear += h * RowKernels.Dot(moments.C.AsSpan(i * width + (p - 1) * nodes, nodes), power);
                    }
                }
            }
            partial[i] = 0.5 * quadratic - linear;
            unexplained[i] = moments.Power[i] - 2 * linear + quadratic;
            RowKernels.AddScaled(-1, moments.C.AsSpan(i * width, row.Length), row);
        }
    }

    /// <summary>A range of the entries (a, b) of the normal equations for h, and of their right side.</summary>
    private void NormalEntries(int first, int end, int worker)
    {
        int count = CoefficientRecursion.CountFor(order);
        for (int k = first; k < end; k++)
        {
            (int a, int b) = pairs[k];
            (int p, int j) = lagAndPower[a];
            (int q, int power) = lagAndPower[b];
            if (b == 0)
            {
                normalCross[a] = BlockDot(moments!.C, 0, (p - 1) * nodes, powers[j]);
            }
            (double[] from, int offset) = Product(p, j);
            double value = BlockDot(from, offset, (q - 1) * nodes, powers[power]);
            normal[a * count + b] = value;
            normal[b * count + a] = value;
        }
    }

    private void Gradients(SparseRows shift)
    {
        for (int j = 1; j <= order; j++)
        {
            level = j;
            workers.Run(nodes, 8, levelRows);
        }
        // L_j = X_j + W^T L_(j+1) holds sum over u of (W^T)^u X_(j+u); then gradient = L_1 + (L_2 + (L_3 + ...) W^T) W^T.
        for (int j = order - 1; j >= 1; j--)
        {
            TransposedLeftMultiply(shift, levels[j + 1], levels[j]);
        }
        workers.Run(nodes, 8, hornerRows);
    }

    /// <summary>Rows of X_j = sum over p of h_pj G_p.</summary>
    private void LevelRows(int first, int end, int worker)
    {
        int width = moments!.Width;
        for (int i = first; i < end; i++)
        {
            Span<double> x = levels[level].AsSpan(i * nodes, nodes);
            x.Clear();
            for (int p = level; p <= order; p++)
            {
                RowKernels.AddScaled(
                    current![PolynomialMember.Index(p, level)],
                    residual.AsSpan(i * width + (p - 1) * nodes, nodes),
                    x
                );
            }
        }
    }

    /// <summary>Rows of the gradient by Horner's rule in W^T from the right.</summary>
    private void HornerRows(int first, int end, int worker)
    {
        for (int i = first; i < end; i++)
        {
            Span<double> row = Gradient.AsSpan(i * nodes, nodes);
            levels[order].AsSpan(i * nodes, nodes).CopyTo(row);
            for (int j = order - 1; j >= 1; j--)
            {
                TimesTransposed(row, worker);
                RowKernels.AddScaled(1, levels[j].AsSpan(i * nodes, nodes), row);
            }
        }
    }

    /// <summary>Rows of F_a R for a = 0 .. P - 1.</summary>
    private void FilterRows(int first, int end, int worker)
    {
        int width = moments!.Width;
        for (int a = 0; a < order; a++)
        {
            Span<double> rows = filtered[a].AsSpan(first * width, (end - first) * width);
            rows.Clear();
            for (int p = a + 1; p <= order; p++)
            {
                for (int j = a + 1; j <= p; j++)
                {
                    double h = current![PolynomialMember.Index(p, j)];
                    if (h != 0)
                    {
                        (double[] from, int offset) = Product(p, j - 1 - a);
                        RowKernels.AddScaled(h, from.AsSpan(offset + first * width, rows.Length), rows);
                    }
                }
            }
        }
    }

    /// <summary>Rows of U_ab = (F_a R) F_b^T by Horner's rule in W^T from the right, and the columns of U_ba = U_ab^T.</summary>
    private void InformationMatrices(int first, int end, int worker)
    {
        int width = moments!.Width;
        for (int i = first; i < end; i++)
        {
            for (int b = 0; b < order; b++)
            {
                for (int a = 0; a <= b; a++)
                {
                    Span<double> u = information[a * maximumOrder + b].AsSpan(i * nodes, nodes);
                    u.Clear();
                    for (int m = order - 1 - b; m >= 0; m--)
                    {
                        if (m < order - 1 - b)
                        {
                            TimesTransposed(u, worker);
                        }
                        for (int q = b + 1 + m; q <= order; q++)
                        {
                            RowKernels.AddScaled(
                                current![PolynomialMember.Index(q, b + 1 + m)],
                                filtered[a].AsSpan(i * width + (q - 1) * nodes, nodes),
                                u
                            );
                        }
                    }
                    if (a < b)
                    {
                        double[] transposed = information[b * maximumOrder + a];
                        for (int j = 0; j < u.Length; j++)
                        {
                            transposed[j * nodes + i] = u[j];
                        }
                    }
                }
            }
        }
    }

    /// <summary>row = row W^T.</summary>
    private void TimesTransposed(Span<double> row, int worker)
    {
        double[] work = horner[worker];
        differentiated!.Multiply(row, work);
        work.CopyTo(row);
    }

    /// <summary>(W^a e_i) . (W^b e_i) for all nodes: products of the columns of the powers of W.</summary>
    private void ColumnProducts()
    {
        for (int a = 0; a < order; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                Array.Clear(partial);
                for (int k = 0; k < nodes; k++)
                {
                    ReadOnlySpan<double> x = powers[a].AsSpan(k * nodes, nodes);
                    ReadOnlySpan<double> y = powers[b].AsSpan(k * nodes, nodes);
                    RowKernels.AddProduct(x, y, partial);
                }
                for (int i = 0; i < nodes; i++)
                {
                    columnProducts[(i * maximumOrder + a) * maximumOrder + b] = partial[i];
                    columnProducts[(i * maximumOrder + b) * maximumOrder + a] = partial[i];
                }
            }
        }
    }

    private double BlockDot(double[] data, int offset, int column, double[] power)
    {
        int width = moments!.Width;
        double sum = 0;
        for (int i = 0; i < nodes; i++)
        {
            sum += RowKernels.Dot(data.AsSpan(offset + i * width + column, nodes), power.AsSpan(i * nodes, nodes));
        }
        return sum;
    }

    private void LeftMultiply(SparseRows a, double[] x, int offset, int stride, double[] y, int yStride)
    {
        (left, source, sourceOffset, sourceStride, target, targetStride) = (a, x, offset, stride, y, yStride);
        workers.Run(nodes, 8, multiplyRows);
    }

    private void MultiplyRows(int first, int end, int worker)
    {
        ReadOnlySpan<double> x = source.AsSpan(sourceOffset);
        for (int i = first; i < end; i++)
        {
            Span<double> y = target.AsSpan(i * targetStride, targetStride);
            y.Clear();
            RowKernels.AddSparseRow(left!.Values(i), left.Columns(i), 1, x, sourceStride, 0, y);
        }
    }

    /// <summary>Y += W^T X.</summary>
    private void TransposedLeftMultiply(SparseRows a, double[] x, double[] y)
    {
        for (int i = 0; i < nodes; i++)
        {
            ReadOnlySpan<int> columns = a.Columns(i);
            Span<double> values = a.Values(i);
            for (int k = 0; k < columns.Length; k++)
            {
                RowKernels.AddScaled(values[k], x.AsSpan(i * nodes, nodes), y.AsSpan(columns[k] * nodes, nodes));
            }
        }
    }

    private static double[][] Arrays(int count, int length)
    {
        var arrays = new double[count][];
        for (int k = 0; k < count; k++)
        {
            arrays[k] = new double[length];
        }
        return arrays;
    }
}
