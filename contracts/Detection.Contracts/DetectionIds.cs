using System.Linq.Expressions;

namespace Detection.Contracts;

/// <summary>Finds the detection that a message is about, by a convention: every message about one has a property of this name.</summary>
/// <remarks>
/// A convention instead of an interface: RabbitMQ would get an exchange for the interface, and each message on the bus
/// would carry its name.
/// </remarks>
public static class DetectionIds
{
    /// <summary>Name of the property that holds the id.</summary>
    public const string Property = nameof(DetectImage.DetectionId);

    // MassTransit's Fault<T> holds the message that failed in a property of this name.
    private const string Wrapped = "Message";

    /// <summary>The id of the detection that a message is about, or that the message inside a fault is about.</summary>
    /// <returns>Null for a kind of message that is about no detection; empty where the sender left the id out.</returns>
    public static Guid? Of<T>(T message)
        where T : class => Reader<T>.Read?.Invoke(message);

    // Made once for each type; a call costs as much as reading the property.
    private static class Reader<T>
    {
        public static readonly Func<T, Guid>? Read = Make();

        private static Func<T, Guid>? Make()
        {
            var message = Expression.Parameter(typeof(T));
            if (IdOf(message) is { } own)
                return Expression.Lambda<Func<T, Guid>>(own, message).Compile();
            if (typeof(T).GetProperty(Wrapped) is not { PropertyType.IsValueType: false } wrapped)
                return null;
            var inner = Expression.Property(message, wrapped);
            if (IdOf(inner) is not { } id)
                return null;
            var isThere = Expression.ReferenceNotEqual(inner, Expression.Constant(null));
            return Expression.Lambda<Func<T, Guid>>(Expression.Condition(isThere, id, Expression.Constant(Guid.Empty)), message).Compile();
        }

        private static MemberExpression? IdOf(Expression of) =>
            of.Type.GetProperty(Property) is { } property && property.PropertyType == typeof(Guid) ? Expression.Property(of, property) : null;
    }
}
